using BatchAudit.Collecting;
using BatchAudit.Tests.Deriving;

namespace BatchAudit.Tests.Collecting;

/// <summary>
/// A history in memory, as far as collecting goes: what was stored, in its order, and the facts that the program derives from it. It
/// keeps what <c>CollectingContract</c> says, makes no reports, and remembers in a few words what was stored.
/// </summary>
internal sealed class FakeHistory : IHistory
{
    private static readonly TimeSpan AnotherNight = TimeSpan.FromHours(12);

    private readonly Lock _turn = new();
    private readonly List<DateTimeOffset> _begun = [];

    /// <summary>Observation n stands at n - 1; null: the beginning or the end of a run.</summary>
    private readonly List<Observation?> _chain = [];

    private FactsInMemory _facts = new();
    private bool _isOpen;
    private bool _hasEnded = true;

    public IReadOnlyList<string> Stored => [.. _chain.OfType<Observation>().Select(answer => $"{answer.Kind} {answer.Subject}{Said(answer)}")];

    public UnfinishedRun? UnfinishedRun { get; private set; }

    /// <summary>Once more by somebody else, with all that was stored.</summary>
    public FakeHistory Open()
    {
        if (_isOpen)
        {
            throw new AuditException(FailureKind.Locked, "Another run is writing.");
        }

        _isOpen = true;
        UnfinishedRun = _hasEnded ? null : new UnfinishedRun(_begun.Count, _begun[^1]);
        return this;
    }

    public HeldBatch? Find(string batchId)
    {
        lock (_turn)
        {
            return _facts.Batches.GetValueOrDefault(batchId) is { State.State: { } said } batch
                ? new HeldBatch(
                    said.Status,
                    said.UpdatedAt,
                    said.Status == BatchStatus.Failed || (BatchStatus.IsTerminal(said.Status) && said.Counts is { Neither: 0 }),
                    Named(batch).All(job => job.JobType is not { } type || !JobType.All.Contains(type) || IsOver(batch, job.JobId)),
                    said.SourceDirectoryId is not { } id || _facts.Directories.GetValueOrDefault(id) is { IsListed: true } or { State.State.Found: false },
                    NewestOf(batchId, ObservationKind.Batch, ObservationKind.Failure)!.Value)
                : null;
        }
    }

    public HeldJobs FindJobs(string batchId)
    {
        lock (_turn)
        {
            return _facts.Batches.GetValueOrDefault(batchId) is { } batch
                ? new HeldJobs(
                    [.. Named(batch).Distinct()],
                    batch.Jobs.Valid.Select(version => version.Job.JobId).Where(jobId => IsOver(batch, jobId)).ToHashSet(StringComparer.Ordinal))
                {
                    LeftOut = LeftOut(batchId, batch),
                }
                : new HeldJobs([], new HashSet<string>());
        }
    }

    public long? LastAsked(string batchId)
    {
        lock (_turn)
        {
            return NewestOf(batchId, ObservationKind.Batch, ObservationKind.Failure);
        }
    }

    public long BeginRun(RunStart start)
    {
        lock (_turn)
        {
            _chain.Add(null);
            _begun.Add(start.StartedAt);
            _hasEnded = false;
            return _begun.Count;
        }
    }

    public IReadOnlyList<bool> Append(long runId, IReadOnlyList<Observation> observations)
    {
        lock (_turn)
        {
            var before = _chain.Count;

            try
            {
                return [.. observations.Select(Keep)];
            }
            catch (ArgumentException impossible)
            {
                var kept = _chain.GetRange(0, before);
                _chain.Clear();
                _facts = new FactsInMemory();
                kept.ForEach(observation => Keep(observation));
                throw new AuditException(FailureKind.History, impossible.Message, cause: impossible);
            }
        }
    }

    public void EndRun(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode)
    {
        lock (_turn)
        {
            _chain.Add(null);
            _hasEnded = true;
        }
    }

    public void Dispose() => _isOpen = false;

    private bool Keep(Observation? observation)
    {
        _chain.Add(observation);
        return observation is not (null or FailureObservation) && _facts.Observe(_chain.Count, observation).IsNews;
    }

    private static IEnumerable<JobReference> Named(BatchInMemory batch) => batch.FileResults
        .Where(version => version.Result.JobId is not null)
        .Select(version => new JobReference(version.Result.JobType, version.Result.JobId!));

    private bool IsOver(BatchInMemory batch, string jobId) => batch.Job(jobId) is { Job.Status: var status } job
        && (JobStatus.IsTerminal(status)
            || (status == JobStatus.NotFound && At(batch.NotFound[jobId]) - At(job.SinceSeq) >= AnotherNight));

    /// <summary>Those that were called for alone, and those that a listing of their type left out since they were named.</summary>
    private Dictionary<string, long> LeftOut(string batchId, BatchInMemory batch)
    {
        var leftOut = batch.FileResults
            .Where(version => version.Result.JobId is { } jobId && batch.Job(jobId) is null
                && version.Result.JobType is { } type && version.SinceSeq < NewestOf(batchId, ObservationKind.JobsOf(type)))
            .Select(version => version.Result.JobId!)
            .Distinct()
            .ToDictionary(jobId => jobId, _ => 0L, StringComparer.Ordinal);

        foreach (var subject in _chain.Select(observation => observation?.Subject).Distinct().Where(subject => subject?.Contains('/', StringComparison.Ordinal) == true))
        {
            if (JobSubject.Parse(subject!) is { JobId: var jobId } job && job.BatchId == batchId)
            {
                leftOut[jobId] = NewestOf(subject!)!.Value;
            }
        }

        return leftOut;
    }

    /// <param name="kinds">Empty: of any kind.</param>
    private long? NewestOf(string subject, params string[] kinds) =>
        _chain.FindLastIndex(observation => observation?.Subject == subject && (kinds.Length == 0 || kinds.Contains(observation.Kind))) is >= 0 and var n ? n + 1 : null;

    private DateTimeOffset At(long seq) => _chain[(int)seq - 1]!.ObservedAt;

    private static string Said(Observation observation) => observation switch
    {
        BatchObservation batch => $": {batch.Snapshot.Status}",
        JobsObservation jobs => ": " + string.Join(", ", jobs.Jobs.Select(job => $"{job.JobId} {job.Status}")),
        JobTimesObservation times => ": " + string.Join(", ", times.Times.Select(job => job.JobId)),
        DirectoryFilesObservation files => ": " + string.Join(", ", files.Page.Files.Select(file => file.FileId)),
        FailureObservation failure => $": {failure.Reason}",
        _ => "",
    };
}
