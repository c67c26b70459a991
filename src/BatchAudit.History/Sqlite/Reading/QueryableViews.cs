using BatchAudit.Querying;
using BatchAudit.Reporting;
using Dapper;

namespace BatchAudit.History.Sqlite;

/// <summary>The views that this program reads a history through: first the reports, in their order, then those that they are made of, by name.</summary>
public static class QueryableViews
{
    /// <exception cref="AuditException">There is no history, or it cannot be read by this program.</exception>
    public static IReadOnlyList<View> Read(string path)
    {
        const string sql = """
            select v.name as View, c.name as Column
              from sqlite_temp_schema v
              join pragma_table_info(v.name, 'temp') c
             where v.type = 'view'
             order by v.name, c.cid
            """;
        using var connection = TemporaryViews.Open(path);

        return [.. HistoryFile.Guarded(path, () => connection.Query<(string View, string Column)>(sql).AsList())
            .GroupBy(pair => pair.View, pair => pair.Column)
            .Select(view => new View(view.Key, [.. view], ReportCatalog.All.FirstOrDefault(report => report.View == view.Key)))
            .OrderBy(view => view.Report is { } report ? ReportCatalog.All.IndexOf(report) : int.MaxValue)];
    }
}
