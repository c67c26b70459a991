namespace BatchAudit.Collecting;

/// <summary>One listing of jobs by their ids, read page by page, and which of the ids it has not shown yet.</summary>
internal sealed class JobListing : IAsyncDisposable
{
    private readonly JobCalls _calls;
    private readonly HashSet<string> _unlisted;
    private readonly IAsyncEnumerator<Answer<IReadOnlyList<JobSnapshot>>> _pages;

    public JobListing(JobCalls calls, string jobType, IReadOnlyList<string> jobIds)
    {
        _calls = calls;
        _unlisted = new HashSet<string>(jobIds, StringComparer.Ordinal);
        _pages = calls.List(jobType, jobIds);
        JobType = jobType;
    }

    public string JobType { get; }

    /// <summary>The pages in their order; a failure comes last.</summary>
    public List<Observation> Observations { get; } = [];

    /// <summary>Whether another page may come that would be of use.</summary>
    public bool GoesOn { get; private set; } = true;

    /// <summary>Whether its last page showed a job that is over: such a page does not come again the next night.</summary>
    public bool Settles { get; private set; }

    public bool Failed => Observations is [.., FailureObservation];

    /// <summary>Those that it has not shown, be it that it does not have them, failed, or was not read on.</summary>
    public IReadOnlyCollection<string> Unlisted => _unlisted;

    /// <summary>Reads on, if only to find that there is nothing more.</summary>
    /// <returns>Whether that took a call.</returns>
    public async Task<bool> ReadPageAsync()
    {
        var atEnd = false;
        var observation = await _calls.AskAsync(async () =>
        {
            atEnd = !await _pages.MoveNextAsync();
            return atEnd ? null : Listed(_pages.Current);
        });

        GoesOn = observation is JobsObservation && _unlisted.Count > 0;

        if (observation is not null)
        {
            Observations.Add(observation);
        }

        if (!GoesOn)
        {
            // Now, for it holds on to the last page's whole body: those of extract jobs may be big.
            await DisposeAsync();
        }

        return !atEnd;
    }

    public ValueTask DisposeAsync() => _pages.DisposeAsync();

    /// <summary>As it came, also with jobs that nobody asked for: whoever reads its bytes again must find the same.</summary>
    private JobsObservation Listed(Answer<IReadOnlyList<JobSnapshot>> page)
    {
        Settles = page.Value.Any(job => JobStatus.IsTerminal(job.Status) && _unlisted.Contains(job.JobId));
        _unlisted.ExceptWith(page.Value.Select(job => job.JobId));
        return JobsObservation.OfPage(_calls.BatchId, JobType, page);
    }
}
