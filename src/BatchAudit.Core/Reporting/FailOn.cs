using System.Collections.Frozen;
using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>Which findings turn a run that is done into <see cref="ExitCode.Findings"/>.</summary>
public sealed record FailOn
{
    /// <summary>Before a word: only such findings as are new.</summary>
    public const string New = "new:";

    private readonly FrozenSet<string> _any;
    private readonly FrozenSet<string> _new;

    /// <param name="words">
    /// Some of <see cref="Known"/>, each with or without <see cref="New"/> before it, in any case. A severity stands for itself and those that are
    /// graver.
    /// </param>
    public FailOn(IEnumerable<string> words)
    {
        var given = words.ToLookup(IsNew, Plain);
        _any = Set(given[false]);
        _new = Set(given[true]);
    }

    /// <summary>The severities, the gravest first, then the rules.</summary>
    public static ImmutableArray<string> Known { get; } = [.. FindingRules.Severities.Reverse(), .. FindingRules.All];

    /// <summary>The word without <see cref="New"/>, as it is to be looked for among <see cref="Known"/>.</summary>
    public static string Plain(string word) => IsNew(word) ? word[New.Length..] : word;

    public bool Names(FindingCount finding) =>
        (finding.Count > 0 && IsIn(_any, finding)) || ((finding.New ?? finding.Count) > 0 && IsIn(_new, finding));

    public bool Equals(FailOn? other) => other is not null && _any.SetEquals(other._any) && _new.SetEquals(other._new);

    /// <summary>Words that differ in case are the same ones, so only how many there are is counted.</summary>
    public override int GetHashCode() => HashCode.Combine(_any.Count, _new.Count);

    private static bool IsNew(string word) => word.StartsWith(New, StringComparison.OrdinalIgnoreCase);

    private static bool IsIn(FrozenSet<string> words, FindingCount finding) => words.Contains(finding.Severity) || words.Contains(finding.Rule);

    private static FrozenSet<string> Set(IEnumerable<string> words) => words.SelectMany(AndGraver).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<string> AndGraver(string word) =>
        FindingRules.Severities.IndexOf(word, 0, FindingRules.Severities.Length, StringComparer.OrdinalIgnoreCase) is >= 0 and var severity
            ? FindingRules.Severities[severity..]
            : [word];
}
