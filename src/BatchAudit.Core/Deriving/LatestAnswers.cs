namespace BatchAudit.Deriving;

/// <summary>
/// An answer may list the same job or file twice, as one that is paged while it grows does. A history has one version of each per
/// observation: what was said last.
/// </summary>
internal static class LatestAnswers
{
    public static IReadOnlyCollection<T> OfEach<T>(IReadOnlyList<T> said, Func<T, string> id)
    {
        var last = new Dictionary<string, T>(said.Count, StringComparer.Ordinal);

        foreach (var one in said)
        {
            last[id(one)] = one;
        }

        return last.Values;
    }
}
