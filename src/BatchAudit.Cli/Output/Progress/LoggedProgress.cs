using BatchAudit.Collecting;

namespace BatchAudit.Cli.Output.Progress;

/// <summary>How far a run is, as events: each batch, and each wait.</summary>
internal sealed class LoggedProgress(EventLog log) : ProgressDisplay
{
    public override void Report(CollectProgress value) => log.Write(Name(value), json =>
    {
        if (value.LastBatchId is { } batchId)
        {
            json.WriteString("batch_id", batchId);
        }

        if (value.LastFailure is { } failure)
        {
            json.WriteString("reason", FailureWords.Of(failure.Reason));
            json.WriteString("message", failure.Message);
        }

        json.WriteNumber("due", value.Due);
        json.WriteNumber("read", value.Read);
        json.WriteNumber("failed", value.Failed);
        json.WriteNumber("held", value.Held);
    });

    public override void Waiting(TimeSpan wait, string reason) => log.Write("waiting", json =>
    {
        json.WriteNumber("seconds", Math.Round(wait.TotalSeconds, 3));
        json.WriteString("reason", reason);
    });

    private static string Name(CollectProgress progress) =>
        progress.LastBatchId is null ? "batches_selected" : progress.LastFailure is null ? "batch_read" : "batch_failed";
}
