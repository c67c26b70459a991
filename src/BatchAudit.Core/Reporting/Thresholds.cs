namespace BatchAudit.Reporting;

/// <summary>From when on the reports call something by a harder name.</summary>
/// <param name="StuckAfter">How long a batch or a job may wait or run without a change.</param>
public sealed record Thresholds(TimeSpan StuckAfter)
{
    /// <summary>A run may be late by half a night before one counts as missed.</summary>
    private const double Lateness = 1.5;

    public static Thresholds Default { get; } = new(TimeSpan.FromHours(6));

    /// <summary>How often a run is to begin.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What may lie, at most, between the beginnings of two runs that follow each other.</summary>
    public TimeSpan MissedAfter => Every * Lateness;
}
