using BatchAudit.Collecting;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Commands;

/// <summary>Opens a history for a run: waits for the lock if that is wanted, and says of the run before this one if it died.</summary>
internal sealed class HistoryOpening(AppHost app, bool quiet)
{
    /// <exception cref="AuditException">The lock was held all the time, or the history cannot be written.</exception>
    public async Task<IHistory> OpenAsync(IStore store, TimeSpan lockWait, CancellationToken cancellationToken)
    {
        var wait = new LockWait(lockWait, app.Time, held => Note($"{held.Message} Waiting for it to finish."));
        var history = await wait.OpenAsync(store.OpenToAppend, cancellationToken);

        if (history.UnfinishedRun is { } dead)
        {
            Note($"Run {dead.RunId} of {UtcText.Of(dead.StartedAt)} never ended: it was killed, or its machine stopped. What it had stored is kept.");
        }

        return history;
    }

    private void Note(string message)
    {
        if (!quiet)
        {
            app.Messages.Note(message);
        }
    }
}
