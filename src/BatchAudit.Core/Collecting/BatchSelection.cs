namespace BatchAudit.Collecting;

/// <summary>Which batches a run is about.</summary>
/// <param name="Due">To be read: each once, in the order they were named or listed.</param>
/// <param name="Held">How many are not due: terminal, and held completely already.</param>
public sealed record SelectedBatches(IReadOnlyList<string> Due, long Held);

/// <summary>Decides what has to be read, and leaves out what is known to the end.</summary>
public sealed class BatchSelection(IBatchSource source, IHeldBatches history)
{
    /// <exception cref="AuditException">The listing could not be read to its end.</exception>
    public async Task<SelectedBatches> SelectAsync(CollectRequest request, CancellationToken cancellationToken)
    {
        var due = new List<string>();
        var held = 0L;

        if (request.BatchIds is { } named)
        {
            foreach (var batchId in named.Distinct(StringComparer.Ordinal))
            {
                Consider(batchId, listed: null);
            }
        }
        else
        {
            await foreach (var listed in source.ListBatchesAsync(request.Filter, cancellationToken))
            {
                Consider(listed.BatchId, listed);
            }
        }

        return new SelectedBatches(due, held);

        void Consider(string batchId, BatchSnapshot? listed)
        {
            if (!request.Refresh && history.Find(batchId) is { Complete: true } known && !AnnouncesChange(listed, known))
            {
                held++;
            }
            else
            {
                due.Add(batchId);
            }
        }
    }

    /// <summary>A listing that no longer says what is held announces a change, however complete the batch was.</summary>
    private static bool AnnouncesChange(BatchSnapshot? listed, HeldBatch held) =>
        listed is not null && (listed.Status != held.Status || UtcText.Of(listed.UpdatedAt) != UtcText.Of(held.UpdatedAt));
}
