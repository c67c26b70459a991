namespace BatchAudit.Collecting;

/// <summary>Which batches a run is about.</summary>
/// <param name="Due">
/// To be read, each once: first those that were never asked for, oldest first, then those asked for longest ago, so that a deadline
/// does not keep the same ones out every night; those to be checked again come last.
/// </param>
/// <param name="Held">How many are not due: terminal, and held completely already.</param>
/// <param name="BrokenOff">Why the listing was not read to its end, so that there may be more; null when it was.</param>
public sealed record SelectedBatches(IReadOnlyList<string> Due, long Held, AuditException? BrokenOff);

/// <summary>Decides what has to be read, and leaves out what is known to the end.</summary>
public sealed class BatchSelection(IBatchSource source, IHeldBatches history)
{
    /// <exception cref="AuditException">Unauthorized: nothing can be read.</exception>
    public async Task<SelectedBatches> SelectAsync(CollectRequest request, CancellationToken cancellationToken)
    {
        var due = new List<DueBatch>();
        var held = new List<(string BatchId, long LastSeq)>();
        AuditException? brokenOff = null;

        if (request.BatchIds is { } named)
        {
            foreach (var batchId in named.Distinct(StringComparer.Ordinal))
            {
                Consider(batchId, listed: null);
            }
        }
        else
        {
            try
            {
                await foreach (var listed in source.ListBatchesAsync(request.Filter, cancellationToken))
                {
                    Consider(listed.BatchId, listed);
                }
            }
            catch (AuditException failure) when (failure.Kind is not FailureKind.Unauthorized)
            {
                // What was listed up to here is as good as ever.
                brokenOff = failure;
            }
        }

        var rechecked = request.Recheck?.PartOf(held.Count) ?? 0;

        return new SelectedBatches(
            [.. InOrder(due, request).Select(batch => batch.BatchId), .. LongestNotAsked(held, rechecked)], held.Count - rechecked, brokenOff);

        void Consider(string batchId, BatchSnapshot? listed)
        {
            if (!request.Refresh && history.Find(batchId) is { } known && IsComplete(known, request) && !AnnouncesChange(listed, known))
            {
                held.Add((batchId, known.LastSeq));
            }
            else
            {
                due.Add(new DueBatch(batchId, history.LastAsked(batchId) ?? 0, listed?.CreatedAt));
            }
        }
    }

    /// <summary>Nothing that the run wants to know of the batch can still change.</summary>
    private static bool IsComplete(HeldBatch held, CollectRequest request) =>
        held.ResultsComplete && (request.WithoutJobs || held.JobsOver) && (request.WithoutFiles || held.FilesListed);

    /// <summary>A listing that no longer says what is held announces a change, however complete the batch was.</summary>
    private static bool AnnouncesChange(BatchSnapshot? listed, HeldBatch held) =>
        listed is not null && (listed.Status != held.Status || UtcText.Of(listed.UpdatedAt) != UtcText.Of(held.UpdatedAt));

    private static IEnumerable<DueBatch> InOrder(List<DueBatch> due, CollectRequest request) =>
        request.AsNamed ? due : due.OrderBy(batch => batch.LastAsked).ThenBy(batch => batch.LastAsked == 0 ? batch.CreatedAt : null);

    /// <summary>Being asked sends a batch to the end of this order, so that every batch has its turn, whatever a run left out.</summary>
    private static IEnumerable<string> LongestNotAsked(IEnumerable<(string BatchId, long LastSeq)> held, int count) =>
        held.OrderBy(batch => batch.LastSeq).ThenBy(batch => batch.BatchId, StringComparer.Ordinal).Take(count).Select(batch => batch.BatchId);

    /// <param name="LastAsked">0 for never.</param>
    /// <param name="CreatedAt">Null when it was not listed, or without a time.</param>
    private sealed record DueBatch(string BatchId, long LastAsked, DateTimeOffset? CreatedAt);
}
