using System.Globalization;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output.Summaries;

/// <summary>
/// Findings in a line: <c>3 errors, 12 warnings, 1 info: JOB_FAILED 3, STUCK 12, UNKNOWN_FIELD 1; new: JOB_FAILED 1</c>. Of a first run it does not
/// say that all are new.
/// </summary>
internal static class FindingText
{
    public static string Of(IReadOnlyList<FindingCount> findings)
    {
        var severities = FindingRules.Severities.Reverse().ToList();

        var sums = severities
            .Select(severity => (Severity: severity, Count: findings.Where(found => found.Severity == severity).Sum(found => found.Count)))
            .Where(sum => sum.Count > 0)
            .Select(sum => $"{Count(sum.Count)} {Noun(sum.Severity, sum.Count)}");

        return findings.Count == 0 ? "none" : $"{string.Join(", ", sums)}: {Rules(found => found.Count)}{New()}";

        // The gravest first, then the most frequent; a rule of several severities stands once, by its gravest.
        string Rules(Func<FindingCount, long> count) => string.Join(", ", findings
            .Where(found => count(found) > 0)
            .GroupBy(found => found.Rule, StringComparer.Ordinal)
            .OrderBy(rule => rule.Min(found => severities.IndexOf(found.Severity)))
            .ThenByDescending(rule => rule.Sum(count))
            .ThenBy(rule => rule.Key, StringComparer.Ordinal)
            .Select(rule => $"{rule.Key} {Count(rule.Sum(count))}"));

        string New() => findings.All(found => found.New is null) ? ""
            : Rules(found => found.New ?? 0) is { Length: > 0 } news ? $"; new: {news}" : "; none of them new";
    }

    private static string Noun(string severity, long count) => (severity, count) switch
    {
        ("ERROR", 1) => "error",
        ("ERROR", _) => "errors",
        ("WARNING", 1) => "warning",
        ("WARNING", _) => "warnings",
        _ => "info",
    };

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
