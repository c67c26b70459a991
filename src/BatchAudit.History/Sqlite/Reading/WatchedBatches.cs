using BatchAudit.Collecting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Looks batches up while they are collected.</summary>
public sealed class WatchedBatches(string path) : IWatchedBatches
{
    // Opened late: there may be no history before the first answer.
    private readonly Lazy<SqliteConnection> _connection = new(() => TemporaryViews.Open(path));

    public WatchedBatch? Find(string batchId)
    {
        const string sql = """
            select b.batch_id as BatchId,
                   b.status,
                   count(f.file_id) as Files,
                   coalesce(sum(case when f.outcome = 'OK' then 1 end), 0) as Ok,
                   coalesce(sum(case when f.outcome in ('MAPPING_FAILED', 'JOB_FAILED', 'CANCELLED') then 1 end), 0) as Failed,
                   coalesce(sum(case when f.outcome = 'IN_PROGRESS' then 1 end), 0) as InProgress,
                   coalesce(sum(case when f.outcome = 'UNKNOWN' then 1 end), 0) as Unknown
              from batch_now b
              left join (select * from file_outcome where batch_id = @batchId and mapping <> 'DUPLICATE') f on f.batch_id = b.batch_id
             where b.batch_id = @batchId
             group by b.batch_id, b.status
            """;

        return HistoryFile.Guarded(path, () => _connection.Value.QuerySingleOrDefault<WatchedBatch>(sql, new { batchId }));
    }

    public void Dispose()
    {
        if (_connection.IsValueCreated)
        {
            _connection.Value.Dispose();
        }
    }
}
