using System.Collections.Immutable;
using BatchAudit.Reporting;

namespace BatchAudit.Checking;

/// <summary>What a monitor asks of a history.</summary>
/// <param name="MaxAge">How long ago the last run may have ended; null for any time.</param>
/// <param name="Every">How often a run is to begin; null where there is no schedule, so that missed nights do not count.</param>
/// <param name="FailOn">Findings that are unhealthy; null for none.</param>
public sealed record HealthLimits(TimeSpan? MaxAge, TimeSpan? Every, FailOn? FailOn);

/// <summary>A run as <c>status</c> tells of it.</summary>
/// <param name="FinishedAt">Null: it never ended.</param>
/// <param name="State">As in the report <c>runs</c>.</param>
public sealed record RecordedRun(long RunId, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, string State);

/// <summary>Runs that should have begun in between, and did not.</summary>
/// <param name="After">When the run before began.</param>
/// <param name="Before">When the next one began; null when none has yet.</param>
/// <param name="Nights">How many, by the schedule; at least 1.</param>
public sealed record MissedNights(DateTimeOffset After, DateTimeOffset? Before, long Nights);

/// <summary>How a history stands.</summary>
/// <param name="LastRun">The newest one that does not go on just now; null when there is none.</param>
/// <param name="Age">Since it ended, or began if it never ended; null when there is none.</param>
/// <param name="Running">A run that goes on just now; null when none does.</param>
/// <param name="Missed">As the rule RUN_MISSED finds them; where there is a schedule, also the time since the newest run began, if it is too long.</param>
/// <param name="Stuck">Batches that the rule STUCK names, for themselves or for a job of theirs.</param>
/// <param name="Reasons">Why it is unhealthy, as sentences; empty when it is healthy.</param>
public sealed record Health(
    RecordedRun? LastRun,
    TimeSpan? Age,
    RecordedRun? Running,
    ImmutableArray<MissedNights> Missed,
    ImmutableArray<string> Stuck,
    IReadOnlyList<FindingCount> Findings,
    ImmutableArray<string> Reasons)
{
    public ExitCode ExitCode => Reasons.IsEmpty ? ExitCode.Done : ExitCode.Findings;
}
