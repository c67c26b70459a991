using System.Globalization;

namespace BatchAudit.Reporting;

/// <summary>Up to where a history is looked at: an observation, or whatever was the newest one at a time.</summary>
public sealed record AsOf
{
    private AsOf()
    {
    }

    /// <summary>Null when a time was given.</summary>
    public long? Sequence { get; private init; }

    /// <summary>Null when an observation was given.</summary>
    public DateTimeOffset? Time { get; private init; }

    public static AsOf Observation(long sequence) => new() { Sequence = sequence };

    public static AsOf Instant(DateTimeOffset time) => new() { Time = time };

    public override string ToString() => Sequence?.ToString(CultureInfo.InvariantCulture) ?? UtcText.Of(Time)!;
}
