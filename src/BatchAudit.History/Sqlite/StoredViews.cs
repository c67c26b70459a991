using BatchAudit.History.Views;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// The program's views as they are kept in the file, so that <c>select * from file_jobs</c> answers in any SQLite client. This program
/// itself never reads them, and they are no part of the layout. A view that is not the program's is left alone.
/// </summary>
internal static class StoredViews
{
    /// <summary>
    /// Makes those anew that are missing or say something else, in one transaction; a history whose views are the program's is not
    /// written to. Whoever calls holds the history's lock.
    /// </summary>
    /// <param name="views">Null for those built in.</param>
    public static void Renew(SqliteConnection history, ViewCatalog? views = null)
    {
        var due = Due(history, views ?? ViewCatalog.BuiltIn);

        if (due.Count > 0)
        {
            using var transaction = history.BeginTransaction(deferred: false);
            Make(history, due);
            transaction.Commit();
        }
    }

    /// <summary>The same within a transaction of the caller's.</summary>
    public static void RenewWithin(SqliteConnection history) => Make(history, Due(history, ViewCatalog.BuiltIn));

    /// <returns>The names of the views that are not the program's, in order.</returns>
    public static IReadOnlyList<string> OfOthers(SqliteConnection history) =>
    [
        .. history.Query<string>("select cast(name as text) from sqlite_schema where type = 'view' order by name")
            .Except(ViewCatalog.BuiltIn.InOrder.Select(view => view.Name), StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>A table or an index that somebody gave the name of a view keeps it: it cannot be told here whose it is.</summary>
    private static List<ViewText> Due(SqliteConnection history, ViewCatalog views)
    {
        var kept = history.Query<(string? Type, string? Name, string? Sql)>(
            "select cast(type as text), cast(name as text), cast(sql as text) from sqlite_schema where type is not 'trigger'")
            .ToLookup(made => made.Name ?? "", StringComparer.OrdinalIgnoreCase);

        return
        [
            .. views.InOrder.Where(view => kept[view.Name].All(made => made.Type == "view") && !kept[view.Name].Any(made => made.Sql == $"CREATE VIEW {view.Definition}")),
        ];
    }

    private static void Make(SqliteConnection history, List<ViewText> due)
    {
        foreach (var view in due)
        {
            history.Execute($"drop view if exists {view.Name}; create view {view.Definition}");
        }
    }
}
