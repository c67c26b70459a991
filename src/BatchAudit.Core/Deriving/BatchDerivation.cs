namespace BatchAudit.Deriving;

/// <summary>What an answer about a batch changes: its state and its results are versions of their own.</summary>
internal static class BatchDerivation
{
    public static BatchChanges Derive(long seq, BatchSnapshot snapshot, IHeldFacts held, ErrorGroups errors)
    {
        var batch = held.Batch(snapshot.BatchId);
        var owner = TimeOwner.Batch(snapshot.BatchId);

        return new BatchChanges(
            seq,
            snapshot.BatchId,
            batch is null ? new NewBatch(Milliseconds.Of(snapshot.CreatedAt)) : null,
            State(seq, snapshot, batch?.State),
            snapshot.ResultsState is ResultsState.Listed ? FileResultDerivation.Derive(seq, snapshot, batch, errors) : [])
        {
            ErrorGroups = errors.Added,
            UnreadableTimes = UnreadableTimeDerivation.Derive(seq, owner, snapshot.UnreadableTimes, held.UnreadableTimes(owner)),
        };
    }

    private static VersionChange<BatchStateVersion>? State(long seq, BatchSnapshot snapshot, BatchStateVersion? held)
    {
        var said = BatchState.Of(snapshot);
        return said == held?.State ? null : new(held, new BatchStateVersion(seq, said));
    }
}
