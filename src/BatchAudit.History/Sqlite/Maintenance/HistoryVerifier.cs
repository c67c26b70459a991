using BatchAudit.Deriving;
using BatchAudit.History.Integrity;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// Verifies a history without writing to it or locking it. Its file first, then its schema, then the chain with all payloads, then
/// what is derived from them: each rests on the one before it, so that the first that fails is the last.
/// </summary>
/// <param name="version">The derivation's, that rows are derived by; those of another are not compared.</param>
public sealed class HistoryVerifier(string path, IStoredAnswers answers, int version = DerivationStretch.Current) : IHistoryVerifier
{
    /// <summary>At most so many faults of a kind are named: one damaged page can spoil every row after it.</summary>
    private const int MaxFaultsOfAKind = 10;

    public VerificationReport Verify(IReadOnlyList<Anchor> anchors, Subset? subset)
    {
        using var history = HistoryFile.OpenToRead(path);
        using var scratch = Scratch.Open();

        return HistoryFile.Guarded(path, () =>
        {
            // One state of the history, whatever a run stores meanwhile.
            using var snapshot = history.BeginTransaction(deferred: true);
            var report = Empty(scratch, anchors);

            try
            {
                Fault[] faults = [.. Damage(history), .. SchemaComparison.Differences(history, scratch)];
                return faults.Length > 0 ? report with { Faults = faults } : Derive(history, scratch, (anchors, subset), report);
            }
            catch (SqliteException damaged) when (!IsOfTheMachine(damaged))
            {
                return report with { Faults = [new Fault("file", $"The file is damaged: {damaged.Message}")] };
            }
            catch (Exception failure) when (HistoryFile.IsOfOddCell(failure))
            {
                return report with { Faults = [new Fault("file", $"The file holds what no program of ours writes: {failure.Message}")] };
            }
        });
    }

    public Anchor NextAnchor(IReadOnlyList<Anchor> earlier, DateTimeOffset now)
    {
        using var history = HistoryFile.OpenToRead(path);

        return HistoryFile.Guarded(path, () =>
        {
            foreach (var anchor in earlier)
            {
                if (history.ExecuteScalar<string>("select hash from observation where seq = @Seq", anchor) != anchor.Head)
                {
                    throw new AuditException(
                        FailureKind.Verification,
                        $"'{path}' does not hold observation {anchor.Seq} as it was anchored at {UtcText.Of(anchor.NotedAt)}.",
                        "Keep both files as they are, and see what verify --anchor says.");
                }
            }

            var newest = history.QuerySingleOrDefault<(long Seq, string Hash)>("select seq, hash from observation order by seq desc limit 1");

            return newest.Seq > 0
                ? new Anchor(newest.Seq, now, newest.Hash)
                : throw new AuditException(FailureKind.History, $"'{path}' holds nothing yet that could be anchored.", "Run batch-audit collect first.");
        });
    }

    private static VerificationReport Empty(SqliteConnection scratch, IReadOnlyList<Anchor> anchors) => new()
    {
        Observations = 0,
        Payloads = 0,
        Rows = 0,
        Tables = SqliteTables.Shapes(scratch).Count,
        SchemaObjects = SchemaComparison.CountOf(scratch),
        Pruned = 0,
        Underivable = 0,
        NotCompared = [],
        LeftOut = 0,
        Anchors = anchors.Count,
        AnchoredSeq = anchors.Count > 0 ? anchors.Max(anchor => anchor.Seq) : null,
        Faults = [],
    };

    private VerificationReport Derive(
        SqliteConnection history, SqliteConnection scratch, (IReadOnlyList<Anchor> Anchors, Subset? Subset) request, VerificationReport report)
    {
        using var kept = new SqliteKeptHistory(history);
        using var derived = new SqliteDerivedHistory(scratch);
        return new Verification(kept, derived, answers, version).Run(request.Anchors, request.Subset, report);
    }

    /// <summary>Whether it says nothing about what is in the history.</summary>
    private static bool IsOfTheMachine(SqliteException failure) => failure.SqliteErrorCode is
        SQLitePCL.raw.SQLITE_PERM or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_LOCKED or SQLitePCL.raw.SQLITE_NOMEM or SQLitePCL.raw.SQLITE_READONLY
        or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_PROTOCOL;

    private static IEnumerable<Fault> Damage(SqliteConnection history) => history
        .Query<string>($"pragma integrity_check({MaxFaultsOfAKind})")
        .Where(line => line != "ok")
        .Select(line => new Fault("file", $"The file is damaged: {line}."));
}
