using BatchAudit.Cli.Output;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Commands;

/// <summary>The runs of <c>listen</c>, each with the history and a client of its own.</summary>
internal sealed class NoticedRuns(AppHost app, Settings settings, SummaryPrinter printer)
{
    /// <summary>Fails now with what every run would fail with.</summary>
    /// <exception cref="AuditException">There is no key, or the history cannot be written.</exception>
    public void Check()
    {
        app.OpenClient(settings, waiting: null).Dispose();

        try
        {
            AppHost.OpenHistory(settings.History).Dispose();
        }
        catch (AuditException locked) when (locked.Kind is FailureKind.Locked)
        {
            // Every run waits for its turn.
        }
    }

    /// <exception cref="AuditException">Another run holds the lock, or the history cannot be written.</exception>
    public async Task CollectAsync(CollectRequest request, Interruption interruption)
    {
        using var history = AppHost.OpenHistory(settings.History);
        using var client = app.OpenClient(settings, waiting: null);
        var summary = await new CollectBatches(AppHost.OpenSource(client), history, app.Time).RunAsync(request, interruption);

        app.Messages.Note(FormattableString.Invariant(
            $"run {summary.RunId}, {request.Selection}: {summary.Counts.Read} read ({summary.Counts.Unchanged} unchanged), {summary.Counts.Failed} failed"));
        printer.Print(summary, settings.History);
    }
}
