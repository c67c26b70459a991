namespace BatchAudit.Reporting;

/// <summary>From when on the reports call something by a harder name.</summary>
/// <param name="StuckAfter">How long a batch or a job may wait or run without a change.</param>
public sealed record Thresholds(TimeSpan StuckAfter)
{
    public static Thresholds Default { get; } = new(TimeSpan.FromHours(6));
}
