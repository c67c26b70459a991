namespace BatchAudit.Reporting;

/// <summary>How many of how many.</summary>
public readonly record struct Rate(long Part, long Whole)
{
    private const double Steps = 1000;

    /// <summary>
    /// To a tenth of a per cent, as a share of 1; null of nothing. It is 1 only where it is all, and 0 only where it is none:
    /// no rounding makes good what is missing.
    /// </summary>
    public double? Share => Whole == 0 ? null
        : Part == 0 || Part == Whole ? (double)Part / Whole
        : Math.Clamp(Math.Round(Part * Steps / Whole), 1, Steps - 1) / Steps;

    /// <summary><c>99.9 %</c>; empty of nothing.</summary>
    public string PerCent => Share is { } share ? FormattableString.Invariant($"{share * 100:0.#} %") : "";

    public Rate Plus(Rate other) => new(Part + other.Part, Whole + other.Whole);
}
