namespace BatchAudit.Deriving;

/// <summary>The groups of error messages of one observation. One is added with the first message that belongs to it.</summary>
internal sealed class ErrorGroups(IHeldFacts held, ErrorGroupCache cache)
{
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private readonly List<NewErrorGroup> _added = [];

    public IReadOnlyList<NewErrorGroup> Added => _added;

    /// <param name="layer"><c>mapping</c> or <c>job</c>.</param>
    /// <returns>The group's key; null without a message.</returns>
    public string? Of(string layer, string? message)
    {
        if (message is null)
        {
            return null;
        }

        var group = cache.Of(layer, message);

        if (_met.Add(group) && !held.HasErrorGroup(group))
        {
            _added.Add(new NewErrorGroup(group, layer, message));
        }

        return group;
    }
}
