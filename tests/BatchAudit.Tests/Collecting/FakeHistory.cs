using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

/// <summary>A history in memory, which remembers what was stored in a few words.</summary>
internal sealed class FakeHistory : IHistory
{
    private readonly List<string> _stored = [];
    // What a test says is held is older than what it stores.
    private long _seq = 1000;

    public Dictionary<string, HeldBatch> Held { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, HeldJobs> Jobs { get; } = new(StringComparer.Ordinal);

    /// <summary>The newest answer or failure about what was stored.</summary>
    public Dictionary<string, long> Asked { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Stored => _stored;

    public HeldBatch? Find(string batchId) => Held.GetValueOrDefault(batchId);

    public HeldJobs FindJobs(string batchId) => Jobs.GetValueOrDefault(batchId, new HeldJobs([], new HashSet<string>()));

    public long? LastAsked(string batchId) => Asked.TryGetValue(batchId, out var seq) ? seq : Held.GetValueOrDefault(batchId)?.LastSeq;

    public DeadRun? DeadRun => null;

    public long BeginRun(RunStart start) => 1;

    public IReadOnlyList<bool> Append(long runId, IReadOnlyList<Observation> observations)
    {
        foreach (var observation in observations)
        {
            Asked[observation.Subject] = ++_seq;
            _stored.Add($"{observation.Kind} {observation.Subject}{Said(observation)}");

            if (Held.TryGetValue(observation.Subject, out var held))
            {
                Held[observation.Subject] = held with { LastSeq = _seq };
            }
        }

        return [.. observations.Select(observation => observation is not BatchObservation)];
    }

    public void EndRun(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode)
    {
    }

    public void Dispose()
    {
    }

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
