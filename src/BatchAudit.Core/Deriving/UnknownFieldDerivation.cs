namespace BatchAudit.Deriving;

/// <summary>Each field that the contract does not know is kept once, from the first answer that had it on.</summary>
internal static class UnknownFieldDerivation
{
    /// <summary>A server that makes up new names in every answer has been understood by then, and is not to fill the history.</summary>
    public const int MaxFields = 1000;

    /// <summary>Kept in place of the first field that is one too many.</summary>
    public const string AndMore = "(further fields are not named)";

    /// <param name="fields">All that the answer has, each once.</param>
    /// <returns>Those to be added.</returns>
    public static IReadOnlyList<string> Derive(IReadOnlyList<string> fields, IHeldFacts held)
    {
        if (fields.Count == 0 || held.HasUnknownField(AndMore))
        {
            return [];
        }

        var added = fields.Where(field => !held.HasUnknownField(field)).ToList();

        if (added.Count == 0)
        {
            return [];
        }

        var room = (int)Math.Max(0, MaxFields - held.CountUnknownFields());
        return added.Count <= room ? added : [.. added.Take(room), AndMore];
    }
}
