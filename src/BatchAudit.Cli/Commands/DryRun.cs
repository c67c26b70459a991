using BatchAudit.Collecting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>--dry-run</c> of the commands that collect: the due batches on stdout, one a line, fit for <c>--from -</c>.</summary>
internal static class DryRun
{
    /// <exception cref="AuditException">The listing could not be read, or not before the deadline.</exception>
    public static async Task<int> RunAsync(AppHost app, Settings settings, CollectRequest request, bool quiet)
    {
        using var client = app.OpenClient(settings, waiting: null);
        using var held = app.OpenStore(settings.History).OpenHeld();
        using var deadline = new CancellationTokenSource(request.Deadline ?? Timeout.InfiniteTimeSpan, app.Time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(app.Interruption.Token, deadline.Token);
        app.ListenForSignals();

        var source = AppHost.OpenSource(client);

        try
        {
            var selected = await new BatchSelection(source, held).SelectAsync(request, stop.Token);

            foreach (var batchId in selected.Due)
            {
                await app.Output.WriteLineAsync(PrintableText.Of(batchId));
            }

            if (!quiet)
            {
                app.Messages.Note($"{selected.Due.Count} batches would be read; {selected.Held} are held completely. Nothing was written.");
            }

            return selected.BrokenOff is { } failure ? throw failure : (int)ExitCode.Done;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            throw PassedDeadline.Of(request.Deadline, source.CutShort, "Give --deadline more time.");
        }
    }
}
