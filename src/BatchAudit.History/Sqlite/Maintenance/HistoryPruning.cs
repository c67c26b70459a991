using System.Globalization;
using BatchAudit.Collecting;
using BatchAudit.History.Integrity;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Prunes the history in one SQLite file.</summary>
public sealed class HistoryPruning(string path) : IHistoryPruning
{
    /// <summary>The triggers of <c>payload</c> would let nothing else go.</summary>
    private const string Droppable =
        """
        from payload
         where body is not null
           and (exists (select 1 from observation where payload_sha256 = sha256) or exists (select 1 from failure where body_sha256 = sha256))
           and not exists (select 1 from observation
                            where payload_sha256 = sha256
                              and (seq > @upToSeq or kind in ('run_started', 'run_finished', 'failure', 'pruned')))
           and not exists (select 1 from failure where body_sha256 = sha256 and seq > @upToSeq)
        """;

    public PruningReport Plan(DateTimeOffset olderThan)
    {
        using var history = HistoryFile.OpenToRead(path);
        return HistoryFile.Guarded(path, () => Plan(history, olderThan));
    }

    public PruningReport Prune(DateTimeOffset olderThan, DateTimeOffset now)
    {
        // Not made when there is none: that is for a run to do.
        using (HistoryFile.OpenToRead(path))
        {
        }

        using var held = HistoryLock.Take(path);
        using var history = HistoryFile.OpenToAppend(path);

        return HistoryFile.Guarded(path, () =>
        {
            var report = Drop(history, olderThan, now);

            if (report.Payloads > 0)
            {
                history.Execute("vacuum");
                history.Execute("pragma wal_checkpoint(truncate)");
            }

            return report;
        });
    }

    private static PruningReport Drop(SqliteConnection history, DateTimeOffset olderThan, DateTimeOffset now)
    {
        using var transaction = history.BeginTransaction(deferred: false);
        var report = Plan(history, olderThan);

        if (report.Payloads == 0)
        {
            return report;
        }

        using var chain = new ObservationChain(history);
        var runId = history.ExecuteScalar<long>("select max(run_id) from run");
        var document = new PruningDocument(report.UpToSeq, UtcText.Of(olderThan), report.Payloads);
        var seq = chain.Append(runId, ObservationKind.Pruned, runId.ToString(CultureInfo.InvariantCulture), now, document.Pack());

        new RunTables(history).Add(seq, document);
        history.Execute($"update payload set body = null where sha256 in (select sha256 {Droppable})", new { upToSeq = report.UpToSeq });
        transaction.Commit();
        return report;
    }

    /// <summary>Time decides up to which observation, and from then on only the order counts: a clock may have gone backwards.</summary>
    private static PruningReport Plan(SqliteConnection history, DateTimeOffset olderThan)
    {
        var upToSeq = history.ExecuteScalar<long>(
            """
            select coalesce((select min(seq) - 1 from observation where observed_ms >= @ms), (select max(seq) from observation), 0)
            """,
            new { ms = olderThan.ToUnixTimeMilliseconds() });

        var (payloads, bytes) = history.QuerySingle<(long, long)>($"select count(*), coalesce(sum(length(body)), 0) {Droppable}", new { upToSeq });
        return new PruningReport(upToSeq, payloads, bytes);
    }
}
