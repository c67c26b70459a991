namespace BatchAudit.Collecting;

/// <summary>What the history holds of a batch when a run begins.</summary>
/// <param name="ResultsComplete">The batch is FAILED, or it is terminal and its newest results name a job or an error in every row.</param>
/// <param name="JobsOver">Every job that its results name was seen terminal, or was not found on two nights.</param>
/// <param name="FilesListed">Its directory's files were listed to the end once, or the directory is not found, or it has none.</param>
/// <param name="LastSeq">The newest answer about it: the lower, the longer ago.</param>
public sealed record HeldBatch(
    string Status, DateTimeOffset? UpdatedAt, bool ResultsComplete, bool JobsOver, bool FilesListed, long LastSeq);

/// <summary>What the history holds of a batch's jobs.</summary>
/// <param name="Named">Those that its results name, each once.</param>
/// <param name="Over">Those seen terminal or not found on two nights, whether or not its results still name them.</param>
public sealed record HeldJobs(IReadOnlyCollection<JobReference> Named, IReadOnlySet<string> Over)
{
    /// <summary>
    /// Those that no listing has shown although they were listed, and the newest answer to a call for each alone, or its failure:
    /// the lower, the longer ago; 0 when there was no such call yet.
    /// </summary>
    public IReadOnlyDictionary<string, long> LeftOut { get; init; } = new Dictionary<string, long>();
}

/// <summary>A job as a result names it. Both as sent; the type null when it was left out.</summary>
public readonly record struct JobReference(string? JobType, string JobId);

/// <summary>What is known of a run when it begins.</summary>
/// <param name="Selection">Which batches were asked for, in words.</param>
public sealed record RunStart(DateTimeOffset StartedAt, string ToolVersion, string BaseUrl, string Selection);

/// <summary>How a run went: <c>Due = Read + Failed + LeftOver</c>.</summary>
/// <param name="Unchanged">Among those read.</param>
/// <param name="LeftOver">Due, but not asked for any more when the run was ended early.</param>
/// <param name="Held">Not due: terminal, and held completely already.</param>
public sealed record RunCounts(long Due, long Read, long Unchanged, long Failed, long LeftOver, long Held, CallCount Calls);

/// <summary>A run that was killed, or whose machine stopped: it is recorded to have begun, and not to have ended.</summary>
public sealed record UnfinishedRun(long RunId, DateTimeOffset StartedAt);

/// <summary>What the history already holds. May be asked from any thread, also while a run writes.</summary>
public interface IHeldBatches : IDisposable
{
    /// <summary>Null when the batch was never observed.</summary>
    HeldBatch? Find(string batchId);

    /// <summary>Empty when the batch was never observed.</summary>
    HeldJobs FindJobs(string batchId);

    /// <returns>The newest answer or failure about the batch: the lower, the longer ago; null when it was never asked for.</returns>
    long? LastAsked(string batchId);
}

/// <summary>The append-only history as a run writes to it. One writer at a time; it writes from one thread at a time.</summary>
public interface IHistory : IHeldBatches
{
    /// <summary>The newest run, if it has no end although nobody else can be writing; null when it has one.</summary>
    UnfinishedRun? UnfinishedRun { get; }

    /// <returns>The run's number: 1, 2, 3 …</returns>
    long BeginRun(RunStart start);

    /// <summary>
    /// Stores a few observations in their order, all or none of them. An answer that says nothing new adds its
    /// observation and nothing else; which it was is told for each.
    /// </summary>
    /// <returns>For each observation, whether it changed anything that is derived from it.</returns>
    /// <exception cref="AuditException">The history is full, damaged or taken away.</exception>
    IReadOnlyList<bool> Append(long runId, IReadOnlyList<Observation> observations);

    void EndRun(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode);
}
