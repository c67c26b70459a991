using BatchAudit.Checking;
using BatchAudit.Collecting;
using BatchAudit.Integrity;
using BatchAudit.Querying;
using BatchAudit.Reporting;

namespace BatchAudit.Storing;

/// <summary>
/// Where one history is kept, and all that can be done with it. To have a store opens, makes and locks nothing: each member does that for
/// itself, and fails with an <see cref="AuditException"/> of kind History when the history is missing, damaged, newer, or something else.
/// Members may be used side by side, also while a run writes. What every engine promises is in the tests: <c>HistoryContract</c>.
/// </summary>
public interface IStore
{
    /// <summary>What the history is called in messages: as it was named by whoever asked for it, without a password.</summary>
    string Name { get; }

    /// <summary>The path of the file that the history is in, which need not be there yet; null when it is in no file on this machine.</summary>
    string? FilePath { get; }

    /// <summary>Whether a run, or something else that writes, holds the history's lock. Looks, and takes nothing.</summary>
    bool IsLocked { get; }

    /// <summary>Opens the history to append to it, and makes one when there is none. Holds its lock until disposed.</summary>
    /// <exception cref="AuditException">Locked: somebody else writes.</exception>
    IHistory OpenToAppend();

    /// <summary>What is held, for somebody who will not write. A history that does not exist yet holds nothing.</summary>
    IHeldBatches OpenHeld();

    /// <summary>There need be no history until the first question.</summary>
    IWatchedBatches OpenWatched();

    /// <summary>The reports, pinned to the state at the viewpoint: what is stored later is not seen.</summary>
    /// <exception cref="AuditException">Usage: the history has nothing at that point.</exception>
    IReportSource OpenReports(Viewpoint viewpoint);

    /// <summary>A query over the same views, at the same viewpoint, as the reports.</summary>
    /// <exception cref="AuditException">Usage: the query cannot be answered, and why.</exception>
    IQueryResult OpenQuery(Viewpoint viewpoint, Query query, CancellationToken cancellationToken);

    /// <summary>The views that a query can read: first the reports, in their order, then those that they are made of, by name.</summary>
    IReadOnlyList<View> ReadViews();

    /// <summary>The rows of <see cref="Timeline"/> about a batch, a job or a file.</summary>
    /// <exception cref="AuditException">Usage: the history does not have it.</exception>
    IRowSource OpenTimeline(string id, bool withJobs);

    IHistoryVerifier Verifier { get; }

    IHistoryPruning Pruning { get; }

    IHistoryBackup Backup { get; }

    IHistoryRebuild Rebuild { get; }

    /// <summary>Looks at the history, as far as a few seconds allow. What is wrong with it is a check that fails, and no exception.</summary>
    IReadOnlyList<Check> Check();
}
