using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Derives the state of jobs from answers about them.</summary>
internal sealed class JobDeriver(SqliteConnection connection, ErrorGroups errors, UnreadableTimes unreadable) : IDisposable
{
    private readonly Statement _findBatch = new(connection, "select batch_key from batch where batch_id = ?1");

    private readonly Statement _findName = new(connection, "select 1 from file_result where batch_key = ?1 and job_id = ?2 limit 1");

    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, status, error, tier, credits, created_at, updated_at
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

    /// <returns>Whether anything was new.</returns>
    public bool Derive(long seq, string batchId, IReadOnlyList<JobSnapshot> jobs)
    {
        var found = _findBatch.Bind(1, batchId).Step() ? _findBatch.Number(0) : null;
        _findBatch.Reset();
        var batchKey = found ?? throw new ArgumentException($"Jobs of batch {batchId} cannot be kept before the batch itself.", nameof(batchId));
        var changed = false;

        // A server that does not honour the ids it was asked for answers with anybody's jobs.
        foreach (var job in LastSaid.OfEach(jobs, job => job.JobId).Where(job => IsNamed(batchKey, job.JobId)))
        {
            // That there is no such job says nothing of its times.
            changed |= job.Status != JobStatus.NotFound
                && unreadable.Derive(seq, (UnreadableTimes.OfJob, batchId, job.JobId), job.UnreadableTimes);
            changed |= Derive(seq, batchKey, job with { UnreadableTimes = [] });
        }

        return changed;
    }

    public void Dispose()
    {
        _findBatch.Dispose();
        _findName.Dispose();
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
        _addNotFound.Dispose();
    }

    /// <summary>Whether the batch's results name the job, or did at some time.</summary>
    private bool IsNamed(long batchKey, string jobId)
    {
        var named = _findName.Bind(1, batchKey).Bind(2, jobId).Step();
        _findName.Reset();
        return named;
    }

    private bool Derive(long seq, long batchKey, JobSnapshot job)
    {
        var (sinceSeq, known) = Valid(batchKey, job.JobId);
        var said = known is null ? job : Complete(job, known.Value);

        if (said.Status == JobStatus.NotFound)
        {
            _addNotFound.Bind(1, batchKey).Bind(2, job.JobId).Bind(3, seq).Run();
        }

        if (known == said)
        {
            return false;
        }

        if (known is not null)
        {
            _end.Bind(1, seq).Bind(2, batchKey).Bind(3, job.JobId).Bind(4, sinceSeq).Run();
        }

        _add
            .Bind(1, batchKey).Bind(2, said.JobId).Bind(3, seq).Bind(4, said.Status)
            .Bind(5, said.ErrorMessage).Bind(6, errors.Of(seq, "job", said.ErrorMessage)).Bind(7, said.Tier).Bind(8, said.Credits)
            .Bind(9, UtcText.Of(said.CreatedAt)).Bind(10, said.CreatedAt?.ToUnixTimeMilliseconds())
            .Bind(11, UtcText.Of(said.UpdatedAt)).Bind(12, said.UpdatedAt?.ToUnixTimeMilliseconds())
            .Run();

        return true;
    }

    /// <summary>
    /// What an answer leaves out it does not take back. A job that was seen to its end and is not found later has expired or was
    /// deleted: how it ended stays known.
    /// </summary>
    private static JobSnapshot Complete(JobSnapshot job, JobSnapshot known) =>
        job.Status == JobStatus.NotFound && JobStatus.IsTerminal(known.Status)
            ? known
            : job with
            {
                Tier = job.Tier ?? known.Tier,
                Credits = job.Credits ?? known.Credits,
                CreatedAt = ToMilliseconds(job.CreatedAt) ?? known.CreatedAt,
                UpdatedAt = ToMilliseconds(job.UpdatedAt) ?? known.UpdatedAt,
            };

    /// <summary>As exact as what is stored, so that the two can be compared.</summary>
    private static DateTimeOffset? ToMilliseconds(DateTimeOffset? time) =>
        time is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known.ToUnixTimeMilliseconds()) : null;

    private (long? SinceSeq, JobSnapshot? Known) Valid(long batchKey, string jobId)
    {
        var row = _valid.Bind(1, batchKey).Bind(2, jobId);

        (long?, JobSnapshot?) valid = row.Step()
            ? (row.Number(0), new JobSnapshot(jobId, row.Text(1)!, row.Text(2), row.Text(3), row.Fraction(4), row.Time(5), row.Time(6)))
            : (null, null);

        row.Reset();
        return valid;
    }
}
