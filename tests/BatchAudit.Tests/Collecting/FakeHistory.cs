using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

/// <summary>
/// A history in memory, as far as collecting goes: it keeps what <c>CollectingContract</c> says, and remembers in a few words what was
/// stored. It makes no reports, and tells no times that cannot be read.
/// </summary>
internal sealed class FakeHistory : IHistory
{
    private readonly List<string> _stored = [];
    private readonly Dictionary<string, FakeBatch> _batches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FakeDirectory> _directories = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobTimes> _times = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _asked = new(StringComparer.Ordinal);
    private readonly List<DateTimeOffset> _begun = [];
    private bool _isOpen;
    private bool _hasEnded = true;
    private long _seq;

    public IReadOnlyList<string> Stored => _stored;

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

    public HeldBatch? Find(string batchId) => _batches.GetValueOrDefault(batchId) is { } batch
        ? batch.Held(_directories.GetValueOrDefault(batch.State.SourceDirectoryId ?? ""), _asked[batchId])
        : null;

    public HeldJobs FindJobs(string batchId) =>
        _batches.GetValueOrDefault(batchId)?.HeldJobs ?? new HeldJobs([], new HashSet<string>());

    public long? LastAsked(string batchId) => _asked.TryGetValue(batchId, out var seq) ? seq : null;

    public long BeginRun(RunStart start)
    {
        _seq++;
        _begun.Add(start.StartedAt);
        _hasEnded = false;
        return _begun.Count;
    }

    public IReadOnlyList<bool> Append(long runId, IReadOnlyList<Observation> observations)
    {
        var known = _batches.Keys.Concat(observations.OfType<BatchObservation>().Select(answer => answer.Subject)).ToHashSet(StringComparer.Ordinal);

        if (observations.OfType<JobsObservation>().FirstOrDefault(answer => !known.Contains(answer.BatchId)) is { } orphan)
        {
            throw new AuditException(FailureKind.History, $"Jobs of batch {orphan.BatchId} cannot be kept before the batch itself.");
        }

        return [.. observations.Select(Keep)];
    }

    public void EndRun(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode)
    {
        _seq++;
        _hasEnded = true;
    }

    public void Dispose() => _isOpen = false;

    private bool Keep(Observation observation)
    {
        _seq++;
        _stored.Add($"{observation.Kind} {observation.Subject}{Said(observation)}");

        if (observation.Kind is ObservationKind.Batch or ObservationKind.Failure)
        {
            _asked[observation.Subject] = _seq;
        }

        if (observation.Subject.Contains('/', StringComparison.Ordinal)
            && JobSubject.Parse(observation.Subject) is var subject && _batches.TryGetValue(subject.BatchId, out var owner))
        {
            owner.CalledAlone[subject.JobId] = _seq;
        }

        return observation switch
        {
            BatchObservation answer => Known(_batches, answer.Subject).Take(_seq, answer.Snapshot),
            JobsObservation answer => _batches[answer.BatchId].Take(_seq, answer),
            DirectoryObservation answer => Known(_directories, answer.Subject).Take(answer.Snapshot),
            DirectoryFilesObservation answer => Known(_directories, answer.Subject).Take(answer.Page),
            JobTimesObservation answer => answer.Times.Reverse().DistinctBy(job => job.JobId).Select(Take).ToList().Contains(true),
            _ => false,
        };
    }

    private bool Take(JobTimes said)
    {
        var known = _times.GetValueOrDefault(said.JobId);

        _times[said.JobId] = new JobTimes(
            said.JobId,
            said.PendingAt ?? known.PendingAt,
            said.ThrottledAt ?? known.ThrottledAt,
            said.RunningAt ?? known.RunningAt,
            said.CompletedAt ?? known.CompletedAt,
            said.FailedAt ?? known.FailedAt,
            said.CancelledAt ?? known.CancelledAt);

        return _times[said.JobId] with { JobId = "" } != known with { JobId = "", UnreadableTimes = [] };
    }

    private static T Known<T>(Dictionary<string, T> all, string id)
        where T : new() => all.TryGetValue(id, out var known) ? known : all[id] = new T();

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
