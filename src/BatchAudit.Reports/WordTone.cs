using System.Collections.Immutable;

namespace BatchAudit.Reports;

/// <summary>
/// How a word that calls for a colour is to be taken, the same in workbook and page. The word alone says everything; colours only help
/// the eye. A batch that is COMPLETED, or a file that is MAPPED, has none: neither is a success yet.
/// </summary>
/// <param name="Name">What <c>page.css</c> calls it.</param>
internal sealed record WordTone(string Name, ImmutableArray<string> Words)
{
    public static WordTone Good { get; } = new("good", ["OK", "MATCHED", "COMPLETE"]);

    public static WordTone Bad { get; } = new("bad", ["FAILED", "MAPPING_FAILED", "JOB_FAILED", "MAPPING_ERROR", "NO_JOB", "JOB_AND_ERROR", "MISSING", "ORPHAN", "NOT_FOUND", "ERROR"]);

    public static WordTone Warn { get; } = new("warn", ["THROTTLED", "CANCELLED", "PARTIAL", "DUPLICATE", "LATE_ADDED", "DELETED", "WARNING"]);

    public static WordTone Wait { get; } = new("wait", ["PENDING", "RUNNING", "IN_PROGRESS", "AWAITED"]);

    public static WordTone Idle { get; } = new("idle", ["UNKNOWN", "NOT_CHECKED", "NAME_UNKNOWN"]);

    public static ImmutableArray<WordTone> All { get; } = [Good, Bad, Warn, Wait, Idle];
}
