namespace BatchAudit.Integrity;

/// <summary>Checks a history against itself, and against what was noted of it elsewhere.</summary>
public interface IHistoryVerifier
{
    /// <param name="anchors">Empty: none were kept.</param>
    /// <param name="subset">Null: everything.</param>
    /// <exception cref="AuditException">There is no history, or it is newer or something else.</exception>
    VerificationReport Verify(IReadOnlyList<Anchor> anchors, Subset? subset);

    /// <summary>The newest observation, to be noted behind these anchors.</summary>
    /// <exception cref="AuditException">History: it holds nothing yet. Verification: it is not the history that was anchored before.</exception>
    Anchor NextAnchor(IReadOnlyList<Anchor> earlier, DateTimeOffset now);
}

/// <summary>A place where a history is not what it must be.</summary>
/// <param name="Place">The observation's number; or <c>schema</c>, <c>file</c>, <c>payload …</c> where none can be told.</param>
/// <param name="Found">What is wrong there, as a sentence.</param>
public sealed record Fault(string Place, string Found)
{
    /// <summary>What is wrong may be megabytes long.</summary>
    private const int LongestFound = 1000;

    public string Place { get; } = Short(Place);

    public string Found { get; } = Short(Found);

    /// <summary>Null unless it is observations that are not there.</summary>
    public Gap? Gap { get; init; }

    private static string Short(string text) => text.Length > LongestFound ? text[..LongestFound] + "…" : text;
}

/// <summary>Answers whose rows were taken as they stand.</summary>
/// <param name="Version">Of the derivation that made them.</param>
public sealed record NotCompared(int Version, long Observations);

/// <summary>Observations that are not there, both ends included.</summary>
public sealed record Gap(long First, long Last);

/// <summary>What was checked, and what came of it.</summary>
public sealed record VerificationReport
{
    public required long Observations { get; init; }

    /// <summary>Bodies whose hash was computed again.</summary>
    public required long Payloads { get; init; }

    /// <summary>Rows that were derived again and compared.</summary>
    public required long Rows { get; init; }

    public required int Tables { get; init; }

    /// <summary>Tables, indexes and triggers compared with those of an empty history.</summary>
    public required int SchemaObjects { get; init; }

    /// <summary>Payloads whose body was dropped.</summary>
    public required long Pruned { get; init; }

    /// <summary>Observations of such payloads: what is derived from them is taken as it stands.</summary>
    public required long Underivable { get; init; }

    /// <summary>Answers whose rows were derived by a version that this program does not derive by; they are taken as they stand.</summary>
    public required IReadOnlyList<NotCompared> NotCompared { get; init; }

    /// <summary>Observations that the subset leaves to its other shares, but for their links.</summary>
    public required long LeftOut { get; init; }

    public required int Anchors { get; init; }

    /// <summary>The newest observation that an anchor vouches for; null without anchors.</summary>
    public required long? AnchoredSeq { get; init; }

    /// <summary>The worst first; a check that finds something ends the verification.</summary>
    public required IReadOnlyList<Fault> Faults { get; init; }

    public bool IsValid => Faults.Count == 0;

    /// <summary>In words. What is not anchored, or was not compared, is never said to be.</summary>
    public string Verdict => this switch
    {
        { Faults: [{ Gap: { } gap }, ..] } => FormattableString.Invariant($"gap {gap.First}..{gap.Last}"),
        { Faults: [var worst, ..] } => $"broken at {worst.Place}",
        { AnchoredSeq: null } => "valid but unanchored" + Except,
        { AnchoredSeq: var seq } when seq < Observations => FormattableString.Invariant($"valid and anchored up to {seq} of {Observations}") + Except,
        _ => "valid and anchored" + Except,
    };

    private string Except => NotCompared.Count == 0
        ? ""
        : FormattableString.Invariant($", but for the rows of {NotCompared.Sum(version => version.Observations)} answers, which were not compared");
}
