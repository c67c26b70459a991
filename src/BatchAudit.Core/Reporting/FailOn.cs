using System.Collections.Frozen;
using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>Which findings turn a run that is done into <see cref="ExitCode.Findings"/>.</summary>
public sealed record FailOn
{
    private readonly FrozenSet<string> _words;

    /// <param name="words">Some of <see cref="Known"/>, in any case. A severity stands for itself and those that are graver.</param>
    public FailOn(IEnumerable<string> words) =>
        _words = words.SelectMany(AndGraver).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The severities, the gravest first, then the rules.</summary>
    public static ImmutableArray<string> Known { get; } = [.. FindingRules.Severities.Reverse(), .. FindingRules.All];

    public bool Names(FindingCount finding) =>
        finding.Count > 0 && (_words.Contains(finding.Severity) || _words.Contains(finding.Rule));

    public bool Equals(FailOn? other) => other is not null && _words.SetEquals(other._words);

    /// <summary>Words that differ in case are the same ones, so only how many there are is counted.</summary>
    public override int GetHashCode() => _words.Count;

    private static IEnumerable<string> AndGraver(string word) =>
        FindingRules.Severities.IndexOf(word, 0, FindingRules.Severities.Length, StringComparer.OrdinalIgnoreCase) is >= 0 and var severity
            ? FindingRules.Severities[severity..]
            : [word];
}
