namespace BatchAudit.Reporting;

/// <summary>From when on reports call something conspicuous.</summary>
/// <param name="StuckAfter">How long a batch or a job may wait or run without a change.</param>
public sealed record Thresholds(TimeSpan StuckAfter)
{
    /// <summary>What the history's own views go by.</summary>
    public static Thresholds Default { get; } = new(TimeSpan.FromHours(6));
}
