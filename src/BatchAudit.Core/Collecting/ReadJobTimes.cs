namespace BatchAudit.Collecting;

/// <summary>
/// Reads when jobs passed through their states. There is no asking for particular jobs, so it is done once, at the end of a
/// run, back to the oldest job that the run was told of; the points of anybody else's jobs come along.
/// </summary>
internal sealed class ReadJobTimes(IBatchSource source, TimeProvider time)
{
    /// <summary>As far back as the server goes (contract, section 2.4).</summary>
    private const int MaxHours = 168;

    /// <summary>20,000 jobs at a hundred a page: a busy project must not keep a run from ending.</summary>
    private const int MaxPages = 200;

    /// <param name="store">Told of every page as soon as it is there.</param>
    /// <param name="cancellationToken">Ends the reading, which is no failure: everything that was due has been read by then.</param>
    public async Task ReadAsync(AnsweredJobTypes seen, Action<JobTimesObservation> store, CancellationToken cancellationToken)
    {
        foreach (var (jobType, oldest) in seen.Oldest)
        {
            try
            {
                await ReadAsync(jobType, HoursSince(oldest), store, cancellationToken);
            }
            catch (AuditException failure) when (failure.Kind is not FailureKind.History)
            {
                // Data points are optional by contract: a server without them, or a key without the right, is as good as any.
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ReadAsync(string jobType, int hours, Action<JobTimesObservation> store, CancellationToken cancellationToken)
    {
        var pages = 0;

        await foreach (var page in source.ListJobTimesAsync(jobType, hours, cancellationToken))
        {
            store(JobTimesObservation.Of(jobType, page));

            if (++pages == MaxPages)
            {
                return;
            }
        }
    }

    /// <summary>The next whole hour, also of a whole one: the server counts back from when it is asked, which is later.</summary>
    private int HoursSince(DateTimeOffset? oldest) =>
        oldest is { } known ? (int)Math.Clamp(Math.Floor((time.GetUtcNow() - known).TotalHours) + 1, 1, MaxHours) : MaxHours;
}
