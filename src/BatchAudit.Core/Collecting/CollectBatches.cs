using System.Threading.Channels;

namespace BatchAudit.Collecting;

/// <summary>
/// A run: reads every batch that is due and appends what was answered, each answer as soon as it is there. A batch that
/// cannot be read never stops the others.
/// </summary>
public sealed class CollectBatches(IBatchSource source, IHistory history, TimeProvider time)
{
    /// <summary>
    /// Answers stored in one transaction, at most. Ten whole answers share the cost of a commit; a run that is killed
    /// loses no more than these.
    /// </summary>
    private const int GroupSize = 10;

    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Never throws for what the server does: that is in the summary, and the run is recorded in any case.</summary>
    /// <exception cref="AuditException">The history could not be written.</exception>
    public async Task<CollectSummary> RunAsync(CollectRequest request, Interruption interruption, IProgress<CollectProgress>? progress = null)
    {
        using var deadline = new CancellationTokenSource(request.Deadline ?? Timeout.InfiniteTimeSpan, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, deadline.Token);
        var start = new RunStart(time.GetUtcNow(), request.ToolVersion, request.BaseUrl, request.Selection);
        var runId = history.BeginRun(start);
        var tally = new RunTally(request.Wait, progress);
        AuditException? endedBy = null;

        try
        {
            var selected = await new BatchSelection(source, history).SelectAsync(request, stop.Token);
            tally.Plan(selected);
            await ReadUntilSettledAsync(request, runId, tally, stop);
            endedBy = selected.BrokenOff;
        }
        catch (AuditException failure) when (failure.Kind is not FailureKind.History)
        {
            endedBy = failure;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            endedBy = tally.Fatal ?? (interruption.Code is null
                ? new AuditException(FailureKind.Deadline, $"The deadline of {request.Deadline} was hit.", "What was read is stored. Give --deadline more time, or run again to go on.")
                : null);
        }

        var counts = tally.Counts(source.Calls);
        var exitCode = interruption.Code ?? tally.ExitCode(endedBy);
        history.EndRun(runId, time.GetUtcNow(), counts, (int)exitCode);

        return new CollectSummary(runId, start.StartedAt, counts, tally.Failures, endedBy, exitCode);
    }

    private async Task ReadUntilSettledAsync(CollectRequest request, long runId, RunTally tally, CancellationTokenSource stop)
    {
        for (var wait = FirstWait; ; wait = wait * 1.5 < LongestWait ? wait * 1.5 : LongestWait)
        {
            await ReadOnceAsync(request.Concurrency, runId, tally, stop);

            if (!request.Wait || tally.Unsettled.Count == 0)
            {
                return;
            }

            await Task.Delay(wait, time, stop.Token);
        }
    }

    /// <summary>Asks once for every batch that is not settled: many at a time, stored by one.</summary>
    private async Task ReadOnceAsync(int concurrency, long runId, RunTally tally, CancellationTokenSource stop)
    {
        var answers = Channel.CreateBounded<Observation>(new BoundedChannelOptions(2 * GroupSize) { SingleReader = true });
        using var storing = new CancellationTokenSource();

        var reading = Task.Run(
            async () =>
            {
                try
                {
                    await Parallel.ForEachAsync(
                        tally.Unsettled.ToArray(),
                        new ParallelOptions { MaxDegreeOfParallelism = concurrency, CancellationToken = stop.Token },
                        async (batchId, _) => await answers.Writer.WriteAsync(await ObserveAsync(batchId, tally, stop), storing.Token));
                }
                finally
                {
                    answers.Writer.Complete();
                }
            },
            CancellationToken.None);

        try
        {
            // Not cancelled by what ends the run: whatever has been answered is stored.
            while (await answers.Reader.WaitToReadAsync(CancellationToken.None))
            {
                Store(runId, TakeGroup(answers.Reader), tally);
            }
        }
        catch
        {
            await stop.CancelAsync();
            await storing.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        await reading;
    }

    private async Task<Observation> ObserveAsync(string batchId, RunTally tally, CancellationTokenSource stop)
    {
        try
        {
            return BatchObservation.Of(await source.GetBatchAsync(batchId, stop.Token));
        }
        catch (AuditException failure)
        {
            if (failure.Kind is FailureKind.Unauthorized)
            {
                // Every other answer would be the same.
                tally.Fatal = failure;
                await stop.CancelAsync();
            }

            return FailureObservation.Of(batchId, failure, time.GetUtcNow());
        }
    }

    private static List<Observation> TakeGroup(ChannelReader<Observation> answers)
    {
        var group = new List<Observation>(GroupSize);

        while (group.Count < GroupSize && answers.TryRead(out var answer))
        {
            group.Add(answer);
        }

        return group;
    }

    private void Store(long runId, List<Observation> group, RunTally tally)
    {
        var changed = history.Append(runId, group);

        for (var n = 0; n < group.Count; n++)
        {
            tally.Stored(group[n], changed[n]);
        }
    }
}
