using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>job_times</c>.</summary>
internal sealed class JobTimesTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, pending_ms, throttled_ms, running_ms, completed_ms, failed_ms, cancelled_ms
          from job_times where job_id = ?1 and until_seq is null
        """);

    private readonly Statement _end = new(connection, "update job_times set until_seq = ?1 where job_id = ?2 and since_seq = ?3");

    private readonly Statement _add = new(
        connection,
        """
        insert into job_times (job_id, since_seq, pending_at, pending_ms, throttled_at, throttled_ms, running_at, running_ms,
                               completed_at, completed_ms, failed_at, failed_ms, cancelled_at, cancelled_ms)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
        """);

    public JobTimesVersion? Valid(string jobId)
    {
        var row = _valid.Bind(1, jobId);

        var valid = row.Step()
            ? new JobTimesVersion(
                row.Number(0)!.Value,
                new JobTimes(jobId, row.Instant(1), row.Instant(2), row.Instant(3), row.Instant(4), row.Instant(5), row.Instant(6)))
            : null;

        row.Reset();
        return valid;
    }

    public void Apply(long seq, VersionChange<JobTimesVersion> change)
    {
        if (change.Ended is { } ended)
        {
            _end.Bind(1, seq).Bind(2, ended.Times.JobId).Bind(3, ended.SinceSeq).Run();
        }

        if (change.Added?.Times is { } times)
        {
            _add
                .Bind(1, times.JobId).Bind(2, seq).BindTime(3, times.PendingAt).BindTime(5, times.ThrottledAt).BindTime(7, times.RunningAt)
                .BindTime(9, times.CompletedAt).BindTime(11, times.FailedAt).BindTime(13, times.CancelledAt)
                .Run();
        }
    }

    public void Dispose()
    {
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
    }
}
