using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>How many findings there are of one rule at one severity.</summary>
/// <param name="Severity">ERROR, WARNING or INFO.</param>
public sealed record FindingCount(string Rule, string Severity, long Count);

/// <summary>The rules that findings are made by; <c>finding_rules</c> in the history says what each means.</summary>
public static class FindingRules
{
    public static ImmutableArray<string> All { get; } =
    [
        "BATCH_FAILED", "BATCH_UNREAD", "DIRECTORY_EXPIRING", "DRIFT", "DUPLICATE_FILE", "JOB_CANCELLED", "JOB_FAILED", "JOB_NOT_FOUND",
        "MAPPING_ERROR", "MISSING_FILE", "NAMES_LOST", "NO_JOB", "ORPHAN", "RUN_MISSED", "STUCK", "UNACCOUNTED", "UNKNOWN_FIELD", "UNKNOWN_WORD",
    ];
}

/// <summary>Which findings make a command end with exit code 5.</summary>
/// <param name="Words">Severities, which mean themselves and anything worse, and rules; upper case.</param>
public sealed record FailOn(ImmutableArray<string> Words)
{
    private static readonly ImmutableArray<string> Severities = ["INFO", "WARNING", "ERROR"];

    public static FailOn Nothing { get; } = new([]);

    /// <param name="words">In any case.</param>
    /// <param name="unknown">The first word that is neither a severity nor a rule; null when all are known.</param>
    public static FailOn Parse(IEnumerable<string> words, out string? unknown)
    {
        ImmutableArray<string> known = [.. words.Select(word => word.ToUpperInvariant())];
        unknown = known.FirstOrDefault(word => !Severities.Contains(word) && !FindingRules.All.Contains(word));
        return new FailOn(known);
    }

    public bool Applies(IEnumerable<FindingCount> findings) => findings.Any(Applies);

    private bool Applies(FindingCount finding) =>
        Words.Contains(finding.Rule)
        || Words.Any(word => Severities.IndexOf(word) is var least and >= 0 && Severities.IndexOf(finding.Severity) >= least);
}
