using BatchAudit.Collecting;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Output.Progress;

/// <summary>What becomes of watched batches, off a terminal: a line for each change, and one in ten seconds at least while nothing changes. For one thread at a time.</summary>
internal sealed class PlainWatch(AppHost app, IStore store) : ProgressDisplay
{
    private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);

    private readonly IWatchedBatches _batches = store.OpenWatched();
    private readonly Dictionary<string, WatchedBatch> _known = new(StringComparer.Ordinal);
    private long _last = app.Time.GetTimestamp();

    public override void Report(CollectProgress value)
    {
        if (value.LastBatchId is { } batchId && _batches.Find(batchId) is { } seen && _known.GetValueOrDefault(batchId) != seen)
        {
            _known[batchId] = seen;
            Say(Text(seen));
        }
        else if (app.Time.GetElapsedTime(_last) >= HeartbeatInterval)
        {
            Say(FormattableString.Invariant($"no news of {value.Due} batches; {value.Failed} could not be read"));
        }
    }

    public override void Waiting(TimeSpan wait, string reason)
    {
        if (app.Time.GetElapsedTime(_last) >= HeartbeatInterval)
        {
            Say(FormattableString.Invariant($"waiting {wait.TotalSeconds:0.#} s: {reason}"));
        }
    }

    protected override void Dispose(bool disposing)
    {
        _batches.Dispose();
        base.Dispose(disposing);
    }

    private static string Text(WatchedBatch batch) => FormattableString.Invariant(
        $"{batch.BatchId} {batch.Status}: {batch.Files} files, {batch.Ok} OK, {batch.Failed} failed, {batch.InProgress} in progress, {batch.Unknown} unknown");

    private void Say(string text)
    {
        _last = app.Time.GetTimestamp();
        app.Messages.Note($"{UtcText.Of(app.Time.GetUtcNow())} {text}");
    }
}
