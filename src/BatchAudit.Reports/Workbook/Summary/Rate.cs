namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>How many of how many.</summary>
internal readonly record struct Rate(long Part, long Whole)
{
    /// <summary>Null of nothing.</summary>
    public Share? Share => Whole == 0 ? null : new Share((double)Part / Whole);

    public Rate Plus(Rate other) => new(Part + other.Part, Whole + other.Whole);
}
