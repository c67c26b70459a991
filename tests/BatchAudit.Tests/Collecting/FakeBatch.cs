using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

/// <summary>What <see cref="FakeHistory"/> knows of a batch.</summary>
internal sealed class FakeBatch
{
    private static readonly TimeSpan AnotherNight = TimeSpan.FromHours(12);

    private readonly Dictionary<(string FileId, int Occurrence), (FileResult Row, long Since)> _results = [];
    private readonly Dictionary<string, FakeJob> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _listings = new(StringComparer.Ordinal);
    private readonly HashSet<string> _everNamed = new(StringComparer.Ordinal);
    private (BatchSnapshot? Said, int Listed, int Mapped, int Errors) _state;

    public BatchSnapshot State => _state.Said!;

    public Dictionary<string, long> CalledAlone { get; } = new(StringComparer.Ordinal);

    public HeldJobs HeldJobs => new(
        [.. Named.Select(name => name.Job).Distinct()],
        _jobs.Values.Where(job => job.IsOver).Select(job => job.Said.JobId).ToHashSet(StringComparer.Ordinal))
    {
        LeftOut = Named
            .Where(name => !_jobs.ContainsKey(name.Job.JobId) && name.Since < _listings.GetValueOrDefault(name.Job.JobType ?? ""))
            .Select(name => name.Job.JobId)
            .Union(CalledAlone.Keys)
            .ToDictionary(jobId => jobId, jobId => CalledAlone.GetValueOrDefault(jobId), StringComparer.Ordinal),
    };

    private IEnumerable<(JobReference Job, long Since)> Named =>
        _results.Values.Where(result => result.Row.JobId is not null).Select(result => (new JobReference(result.Row.JobType, result.Row.JobId!), result.Since));

    public HeldBatch Held(FakeDirectory? directory, long lastSeq) => new(
        State.Status,
        State.UpdatedAt,
        State.Status == BatchStatus.Failed
        || (BatchStatus.IsTerminal(State.Status) && State.ResultsState is ResultsState.Listed && _state.Listed == _state.Mapped + _state.Errors),
        Named.All(name => name.Job.JobType is not ("parse_v2" or "extract_v2") || (_jobs.TryGetValue(name.Job.JobId, out var job) && job.IsOver)),
        State.SourceDirectoryId is null || directory is { IsSettled: true },
        lastSeq);

    /// <returns>Whether it was news.</returns>
    public bool Take(long seq, BatchSnapshot said)
    {
        var state = (
            said with { Results = [], UnknownFields = [], UnreadableTimes = [] },
            said.Results.Count,
            said.Results.Count(row => row.JobId is not null),
            said.Results.Count(row => row.JobId is null && row.MappingError is not null));
        var isNews = state != _state;
        _state = state;
        return (said.ResultsState is ResultsState.Listed && TakeResults(seq, said)) || isNews;
    }

    /// <returns>Whether it was news.</returns>
    public bool Take(long seq, JobsObservation answer)
    {
        if (answer.Kind.EndsWith("_jobs", StringComparison.Ordinal))
        {
            _listings[answer.Kind[..^"_jobs".Length]] = seq;
        }

        // What is listed twice is what was said of it last.
        var jobs = answer.Jobs.Reverse().DistinctBy(job => job.JobId).Where(job => _everNamed.Contains(job.JobId));
        return jobs.Select(job => Take(answer.ObservedAt, job)).ToList().Contains(true);
    }

    private bool TakeResults(long seq, BatchSnapshot said)
    {
        // Rows of one file are told apart by what they say, not by their place.
        var rows = said.Results
            .GroupBy(row => row.FileId)
            .SelectMany(file => file.Order(Comparer<FileResult>.Create(Compare)).Select((row, n) => (Key: (file.Key, n), Row: row)))
            .ToDictionary(row => row.Key, row => row.Row);
        var isNews = false;

        foreach (var (key, row) in rows.Where(row => !_results.TryGetValue(row.Key, out var known) || (known.Row != row.Value && said.Status != BatchStatus.Failed)))
        {
            _results[key] = (row, seq);
            isNews = true;

            if (row.JobId is { } jobId)
            {
                _everNamed.Add(jobId);
            }
        }

        foreach (var gone in said.Status == BatchStatus.Failed ? [] : _results.Keys.Except(rows.Keys).ToList())
        {
            isNews |= _results.Remove(gone);
        }

        return isNews;
    }

    private static int Compare(FileResult one, FileResult other) => string.CompareOrdinal(
        $"{one.JobType}\0{one.JobId}\0{one.MappingError}", $"{other.JobType}\0{other.JobId}\0{other.MappingError}");

    private bool Take(DateTimeOffset at, JobSnapshot job)
    {
        job = job with { UnreadableTimes = [] };

        if (!_jobs.TryGetValue(job.JobId, out var known))
        {
            _jobs[job.JobId] = new FakeJob(job, at, at);
            return true;
        }

        var said = job.Status == JobStatus.NotFound && JobStatus.IsTerminal(known.Said.Status) ? known.Said : job with
        {
            Tier = job.Tier ?? known.Said.Tier,
            Credits = job.Credits ?? known.Said.Credits,
            CreatedAt = job.CreatedAt ?? known.Said.CreatedAt,
            UpdatedAt = job.UpdatedAt ?? known.Said.UpdatedAt,
        };

        _jobs[job.JobId] = said == known.Said ? known with { Last = at } : new FakeJob(said, at, at);
        return said != known.Said;
    }

    /// <param name="Since">When this was first said.</param>
    /// <param name="Last">When it was said again.</param>
    private sealed record FakeJob(JobSnapshot Said, DateTimeOffset Since, DateTimeOffset Last)
    {
        public bool IsOver => JobStatus.IsTerminal(Said.Status) || (Said.Status == JobStatus.NotFound && Last - Since >= AnotherNight);
    }
}
