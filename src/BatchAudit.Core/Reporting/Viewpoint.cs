namespace BatchAudit.Reporting;

/// <summary>From where a history is looked at: with the history itself, all that decides what its reports say.</summary>
/// <param name="AsOf">Null for everything there is.</param>
/// <param name="GeneratedAt">When the reports are to say they were made; null for when the newest observation was.</param>
public sealed record Viewpoint(Thresholds Thresholds, AsOf? AsOf = null, DateTimeOffset? GeneratedAt = null)
{
    public static Viewpoint Newest { get; } = new(Thresholds.Default);
}
