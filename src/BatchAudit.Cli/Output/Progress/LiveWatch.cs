using System.Globalization;
using BatchAudit.Collecting;
using BatchAudit.Storing;
using Spectre.Console;

namespace BatchAudit.Cli.Output.Progress;

/// <summary>A table of the watched batches on a terminal, drawn anew with every answer; its last state stays. For one thread at a time.</summary>
internal sealed class LiveWatch : ProgressDisplay
{
    private readonly AppHost _app;
    private readonly IWatchedBatches _batches;
    private readonly SortedDictionary<string, (WatchedBatch Batch, string ChangedAt)> _known = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LiveDisplayContext> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _drawing;
    private string _note = "asking";

    public LiveWatch(AppHost app, IStore store)
    {
        _app = app;
        _batches = store.OpenWatched();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

        _drawing = console.Live(Drawn()).StartAsync(async context =>
        {
            _begun.SetResult(context);
            await _ended.Task;
        });
    }

    public override void Report(CollectProgress value)
    {
        if (value.LastBatchId is { } batchId && _batches.Find(batchId) is { } seen && _known.GetValueOrDefault(batchId).Batch != seen)
        {
            _known[batchId] = (seen, UtcText.Of(_app.Time.GetUtcNow()));
        }

        Draw(FormattableString.Invariant($"{value.Due} batches, {value.Failed} could not be read; asked at {UtcText.Of(_app.Time.GetUtcNow())}"));
    }

    public override void Waiting(TimeSpan wait, string reason) => Draw(FormattableString.Invariant($"waiting {wait.TotalSeconds:0.#} s: {reason}"));

    protected override void Dispose(bool disposing)
    {
        _ended.TrySetResult();
        _drawing.GetAwaiter().GetResult();
        _batches.Dispose();
        base.Dispose(disposing);
    }

    private static string Text(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private void Draw(string note)
    {
        _note = note;
        _begun.Task.GetAwaiter().GetResult().UpdateTarget(Drawn());
    }

    private Table Drawn()
    {
        var table = new Table().Border(TableBorder.Minimal).Caption(Markup.Escape(PrintableText.Of(_note)));
        table.AddColumns("Batch", "Status");

        foreach (var heading in (string[])["Files", "OK", "Failed", "In progress", "Unknown"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned());
        }

        table.AddColumn("Changed");

        foreach (var (batch, changedAt) in _known.Values)
        {
            table.AddRow([.. new[]
            {
                batch.BatchId, batch.Status, Text(batch.Files), Text(batch.Ok), Text(batch.Failed), Text(batch.InProgress), Text(batch.Unknown), changedAt,
            }.Select(cell => Markup.Escape(PrintableText.Of(cell)))]);
        }

        return table;
    }
}
