using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.Files;
using BatchAudit.History.Integrity;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Rebuilds the history in one SQLite file into another: the replay of verification, into a file that stays.</summary>
/// <param name="version">The derivation's.</param>
public sealed class HistoryRebuild(string path, IStoredAnswers answers, int version = DerivationStretch.Current) : IHistoryRebuild
{
    public RebuildReport RebuildTo(string target, bool replace, DateTimeOffset now)
    {
        using var history = HistoryFile.OpenToRead(path);
        HistoryBackup.RequireTarget(path, target, replace);

        try
        {
            using var file = new ReplacedFile(target);
            // SQLite writes to it by its name.
            file.Stream.Dispose();
            SideFiles.Delete(file.Partial);
            var report = HistoryFile.Guarded(path, () => Rebuild(history, file.Partial, now));
            HistoryBackup.PutInPlace(file, target);
            return report;
        }
        catch (AuditException failure) when (failure.InnerException is SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_FULL })
        {
            // Only the fresh file is written to.
            throw new AuditException(FailureKind.History, $"The history '{target}' cannot be written: the disk is full.", "Make room, or name a file elsewhere.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.History, $"The history '{target}' cannot be written: {failure.Message}", "Name a file in a folder that can be written.", failure);
        }
    }

    private RebuildReport Rebuild(SqliteConnection history, string file, DateTimeOffset now)
    {
        // One state of the history, whatever a run stores meanwhile.
        using var state = history.BeginTransaction(deferred: true);
        RequireAnswers(history);
        using var fresh = HistoryFile.Connect(file, SqliteOpenMode.ReadWrite);
        HistoryFile.LayOut(fresh);
        // It is put in place only when it is whole, so nothing is lost when it breaks off.
        fresh.Execute("pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -65536");

        using (var transaction = fresh.BeginTransaction(deferred: false))
        {
            CopyPayloads(history, fresh);
            var underivable = Replay(history, fresh);
            Record(history, fresh, now);
            transaction.Commit();

            fresh.Execute("pragma journal_mode = wal; pragma synchronous = full; pragma wal_checkpoint(truncate)");
            var newest = fresh.QuerySingleOrDefault<(long Seq, string? Hash)>("select seq, hash from observation order by seq desc limit 1");
            return new RebuildReport(newest.Seq, newest.Hash, underivable, Differences(history, fresh), StoredViews.OfOthers(history));
        }
    }

    /// <summary>Rows of pruned answers can only be copied. Among rows that another version derives they would say what none of both does.</summary>
    private void RequireAnswers(SqliteConnection history)
    {
        var records = DerivationRecords.Read(history);
        var pruned = history.Query<long>("select o.seq from observation o join payload p on p.sha256 = o.payload_sha256 where p.body is null order by o.seq", buffered: false);

        if (pruned.FirstOrDefault(seq => records.VersionOf(seq) != version) is > 0 and var seq)
        {
            throw new AuditException(
                FailureKind.Usage,
                $"The history '{path}' cannot be rebuilt: answers were pruned, such as that of observation {seq}, whose rows version {records.VersionOf(seq)} of the derivation made, and this is version {version}.",
                "Go on with the history as it is: new answers are derived by this version, and verify knows which rows are older.");
        }
    }

    private static void CopyPayloads(SqliteConnection history, SqliteConnection fresh)
    {
        using var kept = new Statement(history, "select sha256, encoding, body from payload order by rowid");
        using var copied = new Statement(fresh, "insert into payload (sha256, encoding, body) values (?1, ?2, ?3)");

        while (kept.Step())
        {
            copied.BindCell(1, kept, 0);
            copied.BindCell(2, kept, 1);
            copied.BindCell(3, kept, 2);
            copied.Run();
        }
    }

    private long Replay(SqliteConnection history, SqliteConnection fresh)
    {
        using var replay = new Replay(history, fresh, answers, subset: null, version, _ => version);

        return replay.Run(Array.Empty<Anchor>().ToLookup(anchor => anchor.Seq)) is { } fault
            ? throw new AuditException(FailureKind.Verification, $"The history '{path}' cannot be rebuilt: {fault.Found}", "See what batch-audit verify says of it, and bring back a backup.")
            : replay.Underivable;
    }

    private void Record(SqliteConnection history, SqliteConnection fresh, DateTimeOffset now)
    {
        if (!DerivationRecords.Read(history).IsAll(version) && fresh.ExecuteScalar<long?>("select max(run_id) from run") is { } runId)
        {
            using var chain = new ObservationChain(fresh);
            chain.Append(runId, ObservationKind.DerivationBegan, new DerivationStretch(version, 1).ToString(), now, payload: null);
        }
    }

    private static List<RebuiltTable> Differences(SqliteConnection history, SqliteConnection fresh) =>
    [
        .. TableShape.All(fresh)
            .Where(table => table.Name != "observation")
            .Select(table => new TableComparison(history, fresh, table).Count())
            .Where(table => table.Gone + table.New > 0),
    ];
}
