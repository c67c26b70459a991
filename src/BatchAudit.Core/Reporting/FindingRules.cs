using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>The rules by which something is found. What each means says the view <c>finding_rules</c>.</summary>
public static class FindingRules
{
    public static ImmutableArray<string> All { get; } =
    [
        "BATCH_FAILED", "BATCH_UNREAD", "DIRECTORY_EXPIRING", "DRIFT", "DUPLICATE_FILE", "JOB_CANCELLED", "JOB_FAILED", "JOB_NOT_FOUND",
        "MAPPING_ERROR", "MISSING_FILE", "NAMES_LOST", "NO_JOB", "ORPHAN", "RUN_MISSED", "STUCK", "UNACCOUNTED", "UNKNOWN_FIELD", "UNKNOWN_WORD",
        "UNREADABLE_TIME",
    ];

    /// <summary>From the lightest to the gravest.</summary>
    public static ImmutableArray<string> Severities { get; } = ["INFO", "WARNING", "ERROR"];
}
