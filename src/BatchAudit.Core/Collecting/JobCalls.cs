namespace BatchAudit.Collecting;

/// <summary>The calls for one batch's jobs. What goes wrong with one becomes an observation; only a refused key stops the others.</summary>
internal sealed class JobCalls(IBatchSource source, TimeProvider time, string batchId, CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

    public string BatchId => batchId;

    public IAsyncEnumerator<Answer<IReadOnlyList<JobSnapshot>>> List(string jobType, IReadOnlyList<string> jobIds) =>
        source.ListJobsAsync(jobType, jobIds, _stop.Token).GetAsyncEnumerator(_stop.Token);

    /// <returns>Null when it was not asked for any more.</returns>
    public Task<Observation?> GetAsync(string jobType, string jobId) => AskAsync(async () =>
    {
        try
        {
            return JobsObservation.OfOne(batchId, jobType, await source.GetJobAsync(jobType, jobId, _stop.Token));
        }
        catch (AuditException notFound) when (notFound.Kind is FailureKind.NotFound)
        {
            return JobsObservation.OfMissing(batchId, jobId, notFound, time.GetUtcNow());
        }
    }, jobId);

    /// <param name="jobId">The single job that it asks for; null for a listing.</param>
    /// <returns>What the call returns, or its failure; null when it was not made any more.</returns>
    public async Task<Observation?> AskAsync(Func<Task<JobsObservation?>> call, string? jobId = null)
    {
        try
        {
            _stop.Token.ThrowIfCancellationRequested();
            return await call();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return null;
        }
        catch (AuditException failure)
        {
            if (failure.Kind is FailureKind.Unauthorized)
            {
                // A key may read batches and yet no jobs. Every other answer would be the same.
                await _stop.CancelAsync();
            }

            return jobId is null
                ? FailureObservation.Of(batchId, failure, time.GetUtcNow())
                : FailureObservation.OfJob(batchId, jobId, failure, time.GetUtcNow());
        }
    }

    public void Dispose() => _stop.Dispose();
}
