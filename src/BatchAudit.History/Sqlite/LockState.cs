namespace BatchAudit.History.Sqlite;

/// <summary>How a history's lock stands.</summary>
/// <param name="Holder">The process that holds it, if it said so.</param>
public sealed record LockState(bool IsHeld, int? Holder)
{
    /// <summary>Whether it could be looked at; another user's may not be.</summary>
    public bool IsKnown { get; init; } = true;

    /// <summary>Looks, and takes nothing.</summary>
    public static LockState Of(string historyPath) => HistoryLock.Look(historyPath);
}
