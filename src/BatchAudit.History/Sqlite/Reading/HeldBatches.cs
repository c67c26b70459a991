using BatchAudit.Collecting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>What a history holds, looked up without writing to it or locking it, from any thread.</summary>
public sealed class HeldBatches : IHeldBatches
{
    /// <summary>As <see cref="JobStatus.IsTerminal"/> says.</summary>
    private const string Terminal = $"('{JobStatus.Completed}', '{JobStatus.Failed}', '{JobStatus.Cancelled}')";

    private readonly string _path;
    private readonly SqliteConnection? _connection;
    private readonly Lock _turn = new();

    /// <summary>A history that does not exist yet holds nothing.</summary>
    /// <exception cref="AuditException">The file is damaged, newer, or something else.</exception>
    public HeldBatches(string path)
    {
        _path = path;
        _connection = HistoryPlace.HasContent(path) ? TemporaryViews.Open(path) : null;
    }

    public HeldBatch? Find(string batchId)
    {
        // Jobs of types that cannot be asked for are never over, and must not make a batch due every night.
        const string sql = $"""
            select s.status, s.updated_at as UpdatedAt, s.results_state as ResultsState, s.neither,
                   not exists (select 1
                                 from file_result r
                                 left join job_state j on j.batch_key = r.batch_key and j.job_id = r.job_id and j.until_seq is null
                                where r.batch_key = b.batch_key and r.until_seq is null and r.job_id is not null
                                  and r.job_type in ('{JobType.ParseV2}', '{JobType.ExtractV2}')
                                  and coalesce(j.status, '') not in {Terminal}
                                  and not exists (select 1 from job_gone g where g.batch_key = r.batch_key and g.job_id = r.job_id)) as JobsOver,
                   s.source_directory_id is null
                   or exists (select 1
                                from directory d
                                left join directory_state t on t.directory_key = d.directory_key and t.until_seq is null
                               where d.directory_id = s.source_directory_id
                                 and (t.found = 0 or exists (select 1 from directory_listing l where l.directory_key = d.directory_key))) as FilesListed,
                   (select max(o.seq) from observation o where o.subject = b.batch_id and o.kind in ('batch', 'failure')) as LastSeq
              from batch b
              join batch_state s on s.batch_key = b.batch_key and s.until_seq is null
             where b.batch_id = @batchId
            """;

        return Ask(connection => connection.QuerySingleOrDefault<HeldRow>(sql, new { batchId })?.Held);
    }

    public HeldJobs FindJobs(string batchId)
    {
        const string named = """
            select distinct r.job_type as JobType, r.job_id as JobId
              from batch b
              join file_result r on r.batch_key = b.batch_key and r.until_seq is null and r.job_id is not null
             where b.batch_id = @batchId
            """;
        const string over = $"""
            select j.job_id
              from batch b
              join job_state j on j.batch_key = b.batch_key and j.until_seq is null and j.status in {Terminal}
             where b.batch_id = @batchId
             union all
            select g.job_id
              from batch b
              join job_gone g on g.batch_key = b.batch_key
             where b.batch_id = @batchId
            """;

        return Ask(connection => new HeldJobs(
            [.. connection.Query<JobReference>(named, new { batchId })],
            connection.Query<string>(over, new { batchId }).ToHashSet(StringComparer.Ordinal))
        {
            LeftOut = LeftOut(connection, batchId),
        }) ?? new HeldJobs([], new HashSet<string>());
    }

    public long? LastAsked(string batchId) => Ask(connection => connection.ExecuteScalar(
        "select max(seq) from observation where subject = @batchId and kind in ('batch', 'failure')", new { batchId })) as long?;

    public void Dispose() => _connection?.Dispose();

    /// <summary>A call for a single job says which; of a listing it is only known that none has shown the job since it was named.</summary>
    private static Dictionary<string, long> LeftOut(SqliteConnection connection, string batchId)
    {
        const string neverShown = """
            select distinct r.job_id
              from batch b
              join file_result r on r.batch_key = b.batch_key and r.until_seq is null and r.job_id is not null
             where b.batch_id = @batchId
               and not exists (select 1 from job_state j where j.batch_key = r.batch_key and j.job_id = r.job_id)
               and r.since_seq < (select max(o.seq) from observation o where o.subject = b.batch_id and o.kind = r.job_type || '_jobs')
            """;
        const string calledAlone = """
            select subject, max(seq) as seq from observation where subject > @batchId || '/' and subject < @batchId || '0' group by subject
            """;

        var leftOut = connection.Query<string>(neverShown, new { batchId }).ToDictionary(jobId => jobId, _ => 0L, StringComparer.Ordinal);

        foreach (var (subject, seq) in connection.Query<(string, long)>(calledAlone, new { batchId }))
        {
            if (JobSubject.Parse(subject) is { JobId: var jobId } job && job.BatchId == batchId)
            {
                leftOut[jobId] = seq;
            }
        }

        return leftOut;
    }

    private T? Ask<T>(Func<SqliteConnection, T?> ask)
        where T : class
    {
        if (_connection is null)
        {
            return null;
        }

        lock (_turn)
        {
            return HistoryFile.Guarded(_path, () => ask(_connection));
        }
    }

    private sealed record HeldRow(
        string Status, string? UpdatedAt, string ResultsState, long? Neither, long JobsOver, long FilesListed, long LastSeq)
    {
        public HeldBatch Held => new(
            Status,
            UpdatedAt is { } at ? UtcText.Parse(at) : null,
            Status == BatchStatus.Failed || (BatchStatus.IsTerminal(Status) && ResultsState == "LISTED" && Neither == 0),
            JobsOver != 0,
            FilesListed != 0,
            LastSeq);
    }
}
