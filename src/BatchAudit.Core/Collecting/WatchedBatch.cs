namespace BatchAudit.Collecting;

/// <summary>A batch as someone sees it who waits for it to end: its status as sent, and what came of its files so far.</summary>
/// <param name="Failed">Without a job, with a failed or a cancelled one.</param>
/// <param name="Unknown">Not a failure: nobody could tell yet.</param>
public sealed record WatchedBatch(string BatchId, string Status, long Files, long Ok, long Failed, long InProgress, long Unknown);

/// <summary>What the history holds of batches that somebody watches, also while a run writes.</summary>
public interface IWatchedBatches : IDisposable
{
    /// <summary>Null when the batch was never observed.</summary>
    WatchedBatch? Find(string batchId);
}
