using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The tables <c>job_state</c> and <c>job_not_found</c>.</summary>
internal sealed class JobStateTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, status, error, tier, credits, created_ms, updated_ms, error_group
          from job_state where batch_key = ?1 and job_id = ?2 and until_seq is null
        """);

    private readonly Statement _end = new(
        connection, "update job_state set until_seq = ?1 where batch_key = ?2 and job_id = ?3 and since_seq = ?4");

    private readonly Statement _add = new(
        connection,
        """
        insert into job_state (batch_key, job_id, since_seq, status, error, error_group, tier, credits, created_at, created_ms, updated_at, updated_ms)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        """);

    private readonly Statement _addNotFound = new(connection, "insert into job_not_found (batch_key, job_id, seq) values (?1, ?2, ?3)");

    public JobVersion? Valid(long batchKey, string jobId)
    {
        var row = _valid.Bind(1, batchKey).Bind(2, jobId);

        var valid = row.Step()
            ? new JobVersion(
                row.Number(0)!.Value,
                new JobSnapshot(jobId, row.Text(1)!, row.Text(2), row.Text(3), row.Fraction(4), row.Instant(5), row.Instant(6)),
                row.Text(7))
            : null;

        row.Reset();
        return valid;
    }

    public void Apply(long seq, long batchKey, VersionChange<JobVersion> change)
    {
        if (change.Ended is { } ended)
        {
            _end.Bind(1, seq).Bind(2, batchKey).Bind(3, ended.Job.JobId).Bind(4, ended.SinceSeq).Run();
        }

        if (change.Added is { } added)
        {
            _add
                .Bind(1, batchKey).Bind(2, added.Job.JobId).Bind(3, seq).Bind(4, added.Job.Status)
                .Bind(5, added.Job.ErrorMessage).Bind(6, added.ErrorGroup).Bind(7, added.Job.Tier).Bind(8, added.Job.Credits)
                .BindTime(9, added.Job.CreatedAt).BindTime(11, added.Job.UpdatedAt)
                .Run();
        }
    }

    public void AddNotFound(long seq, long batchKey, string jobId) => _addNotFound.Bind(1, batchKey).Bind(2, jobId).Bind(3, seq).Run();

    public void Dispose()
    {
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
        _addNotFound.Dispose();
    }
}
