using System.Threading.Channels;

namespace BatchAudit.Collecting;

/// <summary>
/// A run: reads every batch that is due, with its jobs and its directory, and appends what was answered, each batch as soon
/// as it is there. A batch that cannot be read never stops the others.
/// </summary>
public sealed class CollectBatches(IBatchSource source, IHistory history, TimeProvider time)
{
    /// <summary>
    /// Batches stored in one transaction, at most: with all their jobs and files each takes up to 1.5 MB, and as many again
    /// wait to be stored. A run that is killed loses no more than these.
    /// </summary>
    private const int GroupSize = 4;

    /// <summary>Never throws for what the server does: that is in the summary, and the run is recorded in any case.</summary>
    /// <exception cref="AuditException">The history could not be written.</exception>
    public async Task<CollectSummary> RunAsync(CollectRequest request, Interruption interruption, IProgress<CollectProgress>? progress = null)
    {
        using var deadline = new CancellationTokenSource(request.TimeLeft(time, -request.ReservedForReports), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, deadline.Token);
        var start = new RunStart(time.GetUtcNow(), request.ToolVersion, request.BaseUrl, request.Selection);
        var runId = history.BeginRun(start);
        var tally = new RunTally(request.Wait, progress);
        AuditException? endedBy = null;

        try
        {
            var selected = await new BatchSelection(source, history).SelectAsync(request, stop.Token);
            tally.Plan(selected);
            await ReadUntilSettledAsync(new Run(runId, request, tally, stop));
            endedBy = selected.BrokenOff;
        }
        catch (AuditException failure) when (failure.Kind is not FailureKind.History)
        {
            endedBy = failure;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            endedBy = tally.Fatal ?? (interruption.Code is null
                ? PassedDeadline.Of(request.Deadline, source.CutShort, "What was read is stored. Give --deadline more time, or run again to go on.")
                : null);
        }

        var counts = tally.Counts(source.Calls);
        var exitCode = interruption.Code ?? tally.ExitCode(endedBy);
        history.EndRun(runId, time.GetUtcNow(), counts, (int)exitCode);

        return new CollectSummary(runId, start.StartedAt, counts, tally.Failures, endedBy, exitCode);
    }

    private async Task ReadUntilSettledAsync(Run run)
    {
        var seen = new AnsweredJobTypes();
        var batches = new ReadBatch(
            source,
            run.Request.WithoutJobs ? null : new ReadJobs(source, history, time, seen),
            run.Request.WithoutFiles ? null : new ReadDirectory(source, time));

        for (var wait = run.Request.Polling.First; ; wait = run.Request.Polling.After(wait))
        {
            await ReadOnceAsync(batches, run);

            if (!run.Request.Wait || run.Tally.Unsettled.Count == 0)
            {
                break;
            }

            await Task.Delay(wait, time, run.Stop.Token);
        }

        await new ReadJobTimes(source, time).ReadAsync(seen, page => history.Append(run.Id, [page]), run.Stop.Token);
    }

    /// <summary>Asks once for every batch that is not settled: many at a time, stored by one.</summary>
    private async Task ReadOnceAsync(ReadBatch batches, Run run)
    {
        var readings = Channel.CreateBounded<BatchReading>(new BoundedChannelOptions(GroupSize) { SingleReader = true });
        using var storing = new CancellationTokenSource();

        var reading = Task.Run(
            async () =>
            {
                try
                {
                    await Parallel.ForEachAsync(
                        run.Tally.Unsettled.ToArray(),
                        new ParallelOptions { MaxDegreeOfParallelism = run.Request.Concurrency, CancellationToken = run.Stop.Token },
                        async (batchId, _) => await readings.Writer.WriteAsync(await ReadAsync(batches, batchId, run), storing.Token));
                }
                finally
                {
                    readings.Writer.Complete();
                }
            },
            CancellationToken.None);

        try
        {
            // Not cancelled by what ends the run: whatever has been answered is stored.
            while (await readings.Reader.WaitToReadAsync(CancellationToken.None))
            {
                Store(run, TakeGroup(readings.Reader));
            }
        }
        catch
        {
            await run.Stop.CancelAsync();
            await storing.CancelAsync();
            await reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }

        await reading;
    }

    private async Task<BatchReading> ReadAsync(ReadBatch batches, string batchId, Run run)
    {
        try
        {
            return await batches.ReadAsync(batchId, run.Stop.Token);
        }
        catch (AuditException failure) when (failure.Kind is not FailureKind.History)
        {
            if (failure.Kind is FailureKind.Unauthorized or FailureKind.Configuration)
            {
                // Every other answer would be the same.
                run.Tally.Fatal = failure;
                await run.Stop.CancelAsync();
            }

            return new BatchReading(batchId, [FailureObservation.Of(batchId, failure, time.GetUtcNow())], Settled: false);
        }
    }

    private static List<BatchReading> TakeGroup(ChannelReader<BatchReading> readings)
    {
        var group = new List<BatchReading>(GroupSize);

        while (group.Count < GroupSize && readings.TryRead(out var reading))
        {
            group.Add(reading);
        }

        return group;
    }

    private void Store(Run run, List<BatchReading> group)
    {
        var changed = history.Append(run.Id, [.. group.SelectMany(reading => reading.Observations)]);
        var stored = 0;

        foreach (var reading in group)
        {
            var count = reading.Observations.Count;
            run.Tally.Stored(reading, changed.Skip(stored).Take(count).Contains(true));
            stored += count;
        }
    }

    /// <param name="Stop">Ends it from outside, at its deadline, or from inside when nothing more can be read.</param>
    private sealed record Run(long Id, CollectRequest Request, RunTally Tally, CancellationTokenSource Stop);
}
