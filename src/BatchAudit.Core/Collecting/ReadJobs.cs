namespace BatchAudit.Collecting;

/// <summary>Reads those jobs of a batch that are not known to be over: listed by ids, and one by one what no listing shows.</summary>
internal sealed class ReadJobs(IBatchSource source, IHeldBatches history, TimeProvider time, JobsSeen seen)
{
    /// <summary>Fifty ids take 2.5 kB of URL, where proxies commonly allow 8.</summary>
    private const int IdsPerListing = 50;

    /// <summary>
    /// What a batch's jobs may cost for every thousand begun: the twenty listings, and a few single calls. A server that has
    /// lost many jobs, or pages in ones, is read to its end by and by, and cannot make a night's run endless.
    /// </summary>
    private const int CallsPerThousand = 25;

    /// <summary>Answers and failures are added as they are in hand, in the jobs' order.</summary>
    /// <returns>Whether every job that can be asked for is over.</returns>
    public async Task<bool> ReadAsync(BatchSnapshot batch, List<Observation> observations, CancellationToken cancellationToken)
    {
        var held = history.FindJobs(batch.BatchId);
        var named = (batch.ResultsState is ResultsState.Listed ? NamedBy(batch.Results) : held.Named)
            .Where(job => source.HasJobs(job.JobType))
            .ToHashSet();
        var open = named.Where(job => !held.Over.Contains(job.JobId)).ToList();
        var allowance = CallsPerThousand * ((named.Count + 999) / 1000);
        var answers = await AskAsync(batch.BatchId, open, allowance, cancellationToken);

        observations.AddRange(answers);
        cancellationToken.ThrowIfCancellationRequested();

        var over = answers.OfType<JobsObservation>().SelectMany(answer => answer.Jobs).Where(IsOver).Select(job => job.JobId).ToHashSet();
        return open.All(job => over.Contains(job.JobId));
    }

    private static IEnumerable<JobReference> NamedBy(IReadOnlyList<FileResult> results) =>
        results.Where(row => row.JobId is not null).Select(row => new JobReference(row.JobType, row.JobId!));

    private static bool IsOver(JobSnapshot job) => JobStatus.IsTerminal(job.Status) || job.Status == JobStatus.NotFound;

    private async Task<List<Observation>> AskAsync(
        string batchId, IReadOnlyCollection<JobReference> open, int allowance, CancellationToken cancellationToken)
    {
        using var calls = new JobCalls(source, time, batchId, cancellationToken);
        var listings = Listings(calls, open);
        allowance = await ReadAsync(listings, allowance);

        var leftOut = listings.SelectMany(listing => listing.LeftOut.Select(jobId => (listing.JobType, JobId: jobId))).Take(allowance).ToList();
        var single = await Task.WhenAll(leftOut.Select(job => calls.GetAsync(job.JobType, job.JobId)));

        var asked = open.Select(job => job.JobId).ToHashSet();

        foreach (var listing in listings)
        {
            Note(listing.JobType, listing.Observations, asked);
            await listing.DisposeAsync();
        }

        foreach (var (job, answer) in leftOut.Zip(single))
        {
            Note(job.JobType, [answer], asked);
        }

        return [.. listings.SelectMany(listing => listing.Observations), .. single.OfType<Observation>()];
    }

    private static List<JobListing> Listings(JobCalls calls, IEnumerable<JobReference> open) =>
    [
        .. open
            .GroupBy(job => job.JobType!, job => job.JobId, StringComparer.Ordinal)
            .OrderBy(ofType => ofType.Key, StringComparer.Ordinal)
            .SelectMany(ofType => ofType.Order(StringComparer.Ordinal).Chunk(IdsPerListing), (ofType, ids) => new JobListing(calls, ofType.Key, ids)),
    ];

    /// <returns>What is left of the allowance.</returns>
    private static async Task<int> ReadAsync(List<JobListing> listings, int allowance)
    {
        // All at once: the client knows how much the server bears.
        await Task.WhenAll(listings.Select(listing => listing.ReadPageAsync()));
        allowance -= listings.Count;

        // More is to be asked only of a server that does not honour the page size, and one after the other, so that whom the
        // allowance serves is no matter of chance.
        foreach (var listing in listings)
        {
            while (listing.GoesOn && allowance > 0)
            {
                allowance -= await listing.ReadPageAsync() ? 1 : 0;
            }
        }

        return allowance;
    }

    private void Note(string jobType, IEnumerable<Observation?> answers, HashSet<string> asked)
    {
        foreach (var answer in answers.OfType<JobsObservation>())
        {
            seen.Add(jobType, [.. answer.Jobs.Where(job => asked.Contains(job.JobId))]);
        }
    }
}
