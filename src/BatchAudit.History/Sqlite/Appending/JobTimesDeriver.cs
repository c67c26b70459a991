using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Derives when jobs passed through their states from data points.</summary>
internal sealed class JobTimesDeriver(SqliteConnection connection, UnreadableTimes unreadable) : IDisposable
{
    private const int States = 6;

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

    /// <returns>Whether anything was new.</returns>
    public bool Derive(long seq, IReadOnlyList<JobTimes> times)
    {
        var changed = false;

        foreach (var job in LastSaid.OfEach(times, job => job.JobId))
        {
            changed |= Derive(seq, job);
            changed |= unreadable.Derive(seq, (UnreadableTimes.OfDataPoint, "", job.JobId), job.UnreadableTimes);
        }

        return changed;
    }

    public void Dispose()
    {
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
    }

    private bool Derive(long seq, JobTimes job)
    {
        var (sinceSeq, known) = Valid(job.JobId);
        DateTimeOffset?[] sent = [job.PendingAt, job.ThrottledAt, job.RunningAt, job.CompletedAt, job.FailedAt, job.CancelledAt];
        var said = new long?[States];

        for (var state = 0; state < States; state++)
        {
            // What an answer leaves out it does not take back.
            said[state] = sent[state]?.ToUnixTimeMilliseconds() ?? known[state];
        }

        if (said.AsSpan().SequenceEqual(known))
        {
            return false;
        }

        if (sinceSeq is not null)
        {
            _end.Bind(1, seq).Bind(2, job.JobId).Bind(3, sinceSeq).Run();
        }

        _add.Bind(1, job.JobId).Bind(2, seq);

        for (var state = 0; state < States; state++)
        {
            var at = said[state] is { } ms ? UtcText.Of(DateTimeOffset.FromUnixTimeMilliseconds(ms)) : null;
            _add.Bind(3 + (2 * state), at).Bind(4 + (2 * state), said[state]);
        }

        _add.Run();
        return true;
    }

    private (long? SinceSeq, long?[] Known) Valid(string jobId)
    {
        var known = new long?[States];
        long? sinceSeq = null;
        var row = _valid.Bind(1, jobId);

        if (row.Step())
        {
            sinceSeq = row.Number(0);

            for (var state = 0; state < States; state++)
            {
                known[state] = row.Number(1 + state);
            }
        }

        row.Reset();
        return (sinceSeq, known);
    }
}
