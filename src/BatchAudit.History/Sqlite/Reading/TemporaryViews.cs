using System.Text;
using BatchAudit.History.Views;
using BatchAudit.Reporting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// Opens a history to read it through the program's own views: they are made as temporary ones, for this connection alone, and stand
/// before those of the file. So an old history has every report of today, and a view that somebody put into a file is never run.
/// </summary>
internal static class TemporaryViews
{
    /// <summary>The views over all there is, also over what is stored meanwhile.</summary>
    /// <param name="views">Null for those built in.</param>
    public static SqliteConnection Open(string path, ViewCatalog? views = null) => Open(path, "", [], views);

    /// <summary>The views over the history as it was at an observation.</summary>
    /// <param name="views">Null for those built in.</param>
    public static SqliteConnection Open(string path, long horizon, Thresholds thresholds, ViewCatalog? views = null) => Open(
        path,
        FormattableString.Invariant(
            $"""
            create temp table horizon as select {horizon} as seq;
            create temp view thresholds as
            select {(long)thresholds.StuckAfter.TotalMilliseconds} as stuck_after_ms, {(long)thresholds.MissedAfter.TotalMilliseconds} as missed_after_ms;
            """),
        ["horizon", "thresholds"],
        views);

    /// <param name="script">Makes those that are <paramref name="given"/>, in place of the catalog's.</param>
    private static SqliteConnection Open(string path, string script, string[] given, ViewCatalog? views)
    {
        var connection = HistoryFile.OpenToRead(path);

        try
        {
            return HistoryFile.Guarded(path, () =>
            {
                connection.Execute((views ?? ViewCatalog.BuiltIn).InOrder
                    .Where(view => !given.Contains(view.Name))
                    .Aggregate(new StringBuilder(script), (all, view) => all.Append("create temp view ").Append(view.Definition).Append(';'))
                    .ToString());
                connection.Execute("pragma query_only = on");
                return connection;
            });
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
