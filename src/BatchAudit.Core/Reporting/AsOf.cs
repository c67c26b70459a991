using System.Globalization;

namespace BatchAudit.Reporting;

/// <summary>Up to where a history is looked at: an observation, the end of a run, or whatever was the newest one at a time.</summary>
public sealed record AsOf
{
    private AsOf()
    {
    }

    /// <summary>Null when something else was given.</summary>
    public long? Sequence { get; private init; }

    /// <summary>Null when something else was given; 0 is before the first run.</summary>
    public long? RunId { get; private init; }

    /// <summary>Whatever was observed at it belongs to it. Null when something else was given.</summary>
    public DateTimeOffset? Time { get; private init; }

    public static AsOf Observation(long sequence) => new() { Sequence = sequence };

    public static AsOf EndOfRun(long runId) => new() { RunId = runId };

    public static AsOf Instant(DateTimeOffset time) => new() { Time = time };

    public override string ToString() =>
        Sequence?.ToString(CultureInfo.InvariantCulture)
        ?? (RunId is { } runId ? FormattableString.Invariant($"run:{runId}") : UtcText.Of(Time)!);
}
