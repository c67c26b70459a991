using BatchAudit.Checking;
using BatchAudit.Collecting;
using BatchAudit.Integrity;
using BatchAudit.Querying;
using BatchAudit.Reporting;
using BatchAudit.Storing;

namespace BatchAudit.History.Sqlite;

/// <summary>A history in one SQLite file.</summary>
public sealed class SqliteStore(string path, StoreOptions options) : IStore
{
    public string Name => path;

    public string? FilePath => path;

    public bool IsLocked => LockState.Of(path).IsHeld;

    public IHistoryVerifier Verifier => new HistoryVerifier(path, options.Answers, options.DerivationVersion);

    public IHistoryPruning Pruning => new HistoryPruning(path);

    public IHistoryBackup Backup => new HistoryBackup(path);

    public IHistoryRebuild Rebuild => new HistoryRebuild(path, options.Answers, options.DerivationVersion);

    public IHistory OpenToAppend() => SqliteHistory.Open(path, options.DerivationVersion);

    public IHeldBatches OpenHeld() => new HeldBatches(path);

    public IWatchedBatches OpenWatched() => new WatchedBatches(path);

    public IReportSource OpenReports(Viewpoint viewpoint) => new SqliteReportSource(path, options.ToolVersion, viewpoint);

    public IQueryResult OpenQuery(Viewpoint viewpoint, Query query, CancellationToken cancellationToken)
    {
        if (options.OwnsProcess)
        {
            SqliteQuery.BoundMemory();
        }

        return new SqliteQuery(new SqliteReportSource(path, options.ToolVersion, viewpoint), query, options.Time, cancellationToken);
    }

    public IReadOnlyList<View> ReadViews() => QueryableViews.Read(path);

    public IRowSource OpenTimeline(string id, bool withJobs) => new SqliteTimeline(path, id, withJobs);

    public IReadOnlyList<Check> Check() => HistoryChecks.Run(path);
}
