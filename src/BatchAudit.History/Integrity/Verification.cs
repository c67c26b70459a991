using BatchAudit.Integrity;

namespace BatchAudit.History.Integrity;

/// <summary>
/// What verifying is in every engine, once its own means have found the history sound: the chain with all payloads, then what is
/// derived from them. The second rests on the first.
/// </summary>
/// <param name="version">The derivation's, that rows are derived by; those of another are not compared.</param>
internal sealed class Verification(IKeptHistory kept, IDerivedHistory derived, IStoredAnswers answers, int version)
{
    /// <param name="report">What is known already.</param>
    public VerificationReport Run(IReadOnlyList<Anchor> anchors, Subset? subset, VerificationReport report)
    {
        using var replay = new Replay(kept, derived, answers, subset, version, kept.Derivations.VersionOf);
        var fault = replay.Run(anchors.ToLookup(anchor => anchor.Seq));

        report = report with
        {
            Observations = replay.Observations,
            Payloads = replay.Payloads,
            Pruned = replay.Pruned,
            Underivable = replay.Underivable,
            NotCompared = replay.NotCompared,
            LeftOut = replay.LeftOut,
            Faults = fault is null ? [] : [fault],
        };

        return fault is null ? Compare(replay, report) : report;
    }

    private VerificationReport Compare(Replay replay, VerificationReport report)
    {
        var faults = new List<Fault>();
        var rows = 0L;

        foreach (var table in derived.Tables)
        {
            var comparison = new TableComparison(kept, derived, table);

            if (comparison.FirstDifference(replay.IsLeftOut) is { } fault)
            {
                faults.Add(fault);
            }

            rows += comparison.Rows;
        }

        // The earliest first; those without a number of an observation last.
        var inOrder = faults.OrderBy(fault => long.TryParse(fault.Place, out var seq) ? seq : long.MaxValue);
        return report with { Rows = rows, Faults = [.. inOrder, .. kept.BrokenReferences()] };
    }
}
