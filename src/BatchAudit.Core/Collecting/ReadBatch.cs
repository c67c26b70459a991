namespace BatchAudit.Collecting;

/// <summary>Reads all that a run wants to know about a batch: the batch, then its jobs, then its directory.</summary>
internal sealed class ReadBatch(IBatchSource source, ReadJobs? jobs, ReadDirectory? directory)
{
    /// <summary>What goes wrong after the batch has answered, cancellation included, is in the reading, next to what was answered.</summary>
    /// <exception cref="AuditException">The batch itself could not be read.</exception>
    public async Task<BatchReading> ReadAsync(string batchId, CancellationToken cancellationToken)
    {
        var answer = await source.GetBatchAsync(batchId, cancellationToken);
        var observations = new List<Observation> { BatchObservation.Of(answer) };
        var settled = BatchStatus.IsTerminal(answer.Value.Status);

        try
        {
            if (jobs is not null)
            {
                settled &= await jobs.ReadAsync(answer.Value, observations, cancellationToken);
            }

            if (directory is not null)
            {
                await directory.ReadAsync(answer.Value, observations, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The answers in hand are as good as ever.
            settled = false;
        }

        return new BatchReading(batchId, observations, settled);
    }
}
