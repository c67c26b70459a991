namespace BatchAudit.Collecting;

/// <summary>What the history holds of a batch when a run begins.</summary>
/// <param name="Complete">
/// Nothing more is to come: the batch is FAILED, or it is terminal and its newest results name a job or an error in every row.
/// </param>
public sealed record HeldBatch(string Status, DateTimeOffset? UpdatedAt, bool Complete);

/// <summary>What is known of a run when it begins.</summary>
/// <param name="Selection">Which batches were asked for, in words.</param>
public sealed record RunStart(DateTimeOffset StartedAt, string ToolVersion, string BaseUrl, string Selection);

/// <summary>How a run went: <c>Due = Read + Failed + LeftOver</c>.</summary>
/// <param name="Unchanged">Among those read.</param>
/// <param name="LeftOver">Due, but not asked for any more when the run was ended early.</param>
/// <param name="Held">Not due: terminal, and held completely already.</param>
public sealed record RunCounts(long Due, long Read, long Unchanged, long Failed, long LeftOver, long Held, CallCount Calls);

/// <summary>What the history already holds.</summary>
public interface IHeldBatches : IDisposable
{
    /// <summary>Null when the batch was never observed.</summary>
    HeldBatch? Find(string batchId);
}

/// <summary>The append-only history as a run writes to it. One writer at a time; all methods from one thread at a time.</summary>
public interface IHistory : IHeldBatches
{
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
