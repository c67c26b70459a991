using System.Collections.Concurrent;

namespace BatchAudit.Collecting;

/// <summary>
/// Reads those jobs of a batch that are not known to be over: listed by ids, and one by one what no listing shows, longest unasked
/// first. So each is asked for within as many runs as it takes to call all of them alone, whatever the others answer.
/// </summary>
internal sealed class ReadJobs(IBatchSource source, IHeldBatches history, TimeProvider time, AnsweredJobTypes seen)
{
    /// <summary>
    /// What a batch's jobs may cost for every thousand begun: the twenty listings, and a few single calls. A server that has
    /// lost many jobs, or pages in ones, is read to its end by and by, and cannot make a night's run endless.
    /// </summary>
    private const int CallsPerThousand = 25;

    /// <summary>Jobs that this run has not found: only another night can say more, however long the run waits.</summary>
    private readonly ConcurrentDictionary<JobSubject, bool> _notFound = new();

    /// <summary>Answers and failures are added as they are in hand, in the jobs' order.</summary>
    /// <returns>Whether this run can learn nothing more of any job that can be asked for.</returns>
    public async Task<bool> ReadAsync(BatchSnapshot batch, List<Observation> observations, CancellationToken cancellationToken)
    {
        var held = history.FindJobs(batch.BatchId);
        var named = (batch.ResultsState is ResultsState.Listed ? NamedBy(batch.Results) : held.Named)
            .Where(job => source.HasJobs(job.JobType))
            .ToHashSet();
        var open = named
            .Where(job => !held.Over.Contains(job.JobId) && !_notFound.ContainsKey(new JobSubject(batch.BatchId, job.JobId)))
            .OrderBy(job => job.JobType, StringComparer.Ordinal)
            .ThenBy(job => job.JobId, StringComparer.Ordinal)
            .ToList();
        var allowance = CallsPerThousand * ((named.Count + 999) / 1000);
        var answers = await AskAsync(batch.BatchId, open, held.LeftOut, allowance, cancellationToken);

        observations.AddRange(answers);
        cancellationToken.ThrowIfCancellationRequested();

        var over = answers.OfType<JobsObservation>().SelectMany(answer => answer.Jobs).Where(IsOver).Select(job => job.JobId).ToHashSet();
        return open.All(job => over.Contains(job.JobId));
    }

    private static IEnumerable<JobReference> NamedBy(IReadOnlyList<FileResult> results) =>
        results.Where(row => row.JobId is not null).Select(row => new JobReference(row.JobType, row.JobId!));

    private static bool IsOver(JobSnapshot job) => JobStatus.IsTerminal(job.Status) || job.Status == JobStatus.NotFound;

    private async Task<List<Observation>> AskAsync(
        string batchId, List<JobReference> open, IReadOnlyDictionary<string, long> leftOut, int allowance, CancellationToken cancellationToken)
    {
        using var calls = new JobCalls(source, time, batchId, cancellationToken);
        var listings = Listings(calls, open.Where(job => !leftOut.ContainsKey(job.JobId)));
        allowance = await ReadAsync(listings, allowance);

        var lost = open.Where(job => leftOut.ContainsKey(job.JobId)).OrderBy(job => leftOut[job.JobId]).ToList();
        allowance = await ListOnceMoreAsync(calls, lost, listings, allowance);

        var alone = LongestUnasked(open, listings, leftOut).Take(allowance).ToList();
        var single = await Task.WhenAll(alone.Select(job => calls.GetAsync(job.JobType!, job.JobId)));

        await NoteAsync(batchId, open, listings, alone.Zip(single));
        return [.. listings.SelectMany(listing => listing.Observations), .. single.OfType<Observation>()];
    }

    private static List<JobListing> Listings(JobCalls calls, IEnumerable<JobReference> jobs) =>
    [
        .. jobs
            .GroupBy(job => job.JobType!, job => job.JobId, StringComparer.Ordinal)
            .SelectMany(ofType => ofType.Chunk(IBatchSource.IdsPerListing), (ofType, ids) => new JobListing(calls, ofType.Key, ids)),
    ];

    /// <returns>What is left of the allowance.</returns>
    private static async Task<int> ReadAsync(List<JobListing> listings, int allowance)
    {
        // All at once: the client knows how much the server bears.
        await Task.WhenAll(listings.Select(listing => listing.ReadPageAsync()));
        allowance -= listings.Count;
        var kept = (allowance + 1) / 2;

        // More is to be asked only of a server that does not honour the page size, and one after the other, so that whom the
        // allowance serves is no matter of chance. Pages that settle nothing would come again every night: half of it is kept
        // from them, for the jobs behind them.
        foreach (var listing in listings)
        {
            while (listing.GoesOn && allowance > (listing.Settles ? 0 : kept))
            {
                allowance -= await listing.ReadPageAsync() ? 1 : 0;
            }
        }

        return allowance;
    }

    /// <summary>
    /// What an earlier listing left out may be listed by now, and a listing that was only out of order must not cost a call for each
    /// of a thousand jobs. The first that shows no more than a single call would is the last.
    /// </summary>
    /// <returns>What is left of the allowance.</returns>
    private static async Task<int> ListOnceMoreAsync(JobCalls calls, List<JobReference> lost, List<JobListing> listings, int allowance)
    {
        foreach (var ofType in lost.GroupBy(job => job.JobType!, job => job.JobId, StringComparer.Ordinal))
        {
            foreach (var jobIds in ofType.Chunk(IBatchSource.IdsPerListing).TakeWhile(_ => allowance > 1))
            {
                var listing = new JobListing(calls, ofType.Key, jobIds);
                listings.Add(listing);
                allowance -= await listing.ReadPageAsync() ? 1 : 0;

                if (jobIds.Length - listing.Unlisted.Count <= 1)
                {
                    break;
                }
            }
        }

        return allowance;
    }

    /// <summary>
    /// What no page has shown: never asked first. Among equals those come last whose listing failed, which may show them tomorrow.
    /// </summary>
    private static IEnumerable<JobReference> LongestUnasked(
        List<JobReference> open, List<JobListing> listings, IReadOnlyDictionary<string, long> leftOut)
    {
        var shown = listings
            .SelectMany(listing => listing.Observations).OfType<JobsObservation>()
            .SelectMany(page => page.Jobs).Select(job => job.JobId).ToHashSet(StringComparer.Ordinal);
        var failed = listings.Where(listing => listing.Failed).SelectMany(listing => listing.Unlisted).ToHashSet(StringComparer.Ordinal);

        return open
            .Where(job => !shown.Contains(job.JobId))
            .OrderBy(job => leftOut.GetValueOrDefault(job.JobId))
            .ThenBy(job => failed.Contains(job.JobId));
    }

    private async Task NoteAsync(string batchId, List<JobReference> open, List<JobListing> listings, IEnumerable<(JobReference Job, Observation? Answer)> single)
    {
        var asked = open.Select(job => job.JobId).ToHashSet(StringComparer.Ordinal);

        foreach (var listing in listings)
        {
            Note(listing.JobType, listing.Observations, asked);
            await listing.DisposeAsync();
        }

        foreach (var (job, answer) in single)
        {
            Note(job.JobType!, [answer], asked);

            if (answer is { Kind: ObservationKind.JobNotFound })
            {
                _notFound[new JobSubject(batchId, job.JobId)] = true;
            }
        }
    }

    private void Note(string jobType, IEnumerable<Observation?> answers, HashSet<string> asked)
    {
        foreach (var answer in answers.OfType<JobsObservation>())
        {
            seen.Add(jobType, [.. answer.Jobs.Where(job => asked.Contains(job.JobId))]);
        }
    }
}
