using BatchAudit.Cli.Output;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>--dry-run</c> of the commands that collect: the due batches on stdout, one a line, fit for <c>--from -</c>.</summary>
internal static class DryRun
{
    public static async Task<int> RunAsync(AppHost app, Settings settings, CollectRequest request)
    {
        using var client = app.OpenClient(settings, waiting: null);
        using var held = AppHost.OpenHeldBatches(settings.History);
        app.ListenForSignals();
        var selected = await new BatchSelection(AppHost.OpenSource(client), held).SelectAsync(request, app.Interruption.Token);

        foreach (var batchId in selected.Due)
        {
            await app.Output.WriteLineAsync(TerminalText.Of(batchId));
        }

        app.Messages.Note($"{selected.Due.Count} batches would be read; {selected.Held} are held completely. Nothing was written.");
        return (int)ExitCode.Done;
    }
}
