using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Collecting;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Commands;

/// <summary>The runs of <c>listen</c>, each with the history and a client of its own.</summary>
internal sealed class WebhookRuns(AppHost app, Settings settings, bool quiet)
{
    private readonly IStore _store = app.OpenStore(settings.History);

    /// <summary>Told of every run; null for nobody.</summary>
    public SummaryPrinter? Printer { get; init; }

    /// <summary>Fails now with what every run would fail with.</summary>
    /// <exception cref="AuditException">There is no key, or the history cannot be written.</exception>
    public void Check()
    {
        app.OpenClient(settings, waiting: null).Dispose();

        try
        {
            _store.OpenToAppend().Dispose();
        }
        catch (AuditException locked) when (locked.Kind is FailureKind.Locked)
        {
            // Every run waits for its turn.
        }
    }

    /// <exception cref="AuditException">The history cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The lock was held until the interruption.</exception>
    public async Task CollectAsync(CollectRequest request, Interruption interruption)
    {
        using var history = await new HistoryOpening(app, quiet).OpenAsync(_store, TimeSpan.MaxValue, interruption.Token);
        using var client = app.OpenClient(settings, waiting: null);
        var summary = await new CollectBatches(AppHost.OpenSource(client), history, app.Time).RunAsync(request, interruption);

        Tell(summary, request.Selection);
        Printer?.Print(summary, _store.Name);
    }

    private void Tell(CollectSummary summary, string selection)
    {
        if (!quiet)
        {
            app.Messages.Note(FormattableString.Invariant(
                $"run {summary.RunId}, {selection}: {summary.Counts.Read} read ({summary.Counts.Unchanged} unchanged), {summary.Counts.Failed} failed"));
        }

        foreach (var message in summary.Failures.Select(failed => failed.Message).Append(summary.EndedBy?.Message).OfType<string>())
        {
            app.Messages.Note($"error: {message}");
        }
    }
}
