namespace BatchAudit.Deriving;

/// <summary>The groups of messages met lately: masking a message takes longer than looking it up, and the same ones come again and again.</summary>
internal sealed class ErrorGroupCache
{
    /// <summary>A server that says something else every time must not fill the memory.</summary>
    private const int MaxMessages = 10_000;

    private readonly Dictionary<(string Layer, string Message), string> _groups = [];

    public string Of(string layer, string message)
    {
        if (_groups.TryGetValue((layer, message), out var known))
        {
            return known;
        }

        if (_groups.Count == MaxMessages)
        {
            _groups.Clear();
        }

        return _groups[(layer, message)] = ErrorGroup.Of(layer, message);
    }
}
