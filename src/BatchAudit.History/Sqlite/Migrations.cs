using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// Brings a history of an earlier layout to the newest, forward only. Step n makes layout n + 1 of layout n; it is about tables only:
/// indexes and triggers are made anew from <c>schema.sql</c>, and views from the program's, which need no step of their own. Views of
/// others go, for they may read what a step changes; they are in the copy.
/// </summary>
internal sealed class Migrations(IReadOnlyList<string> steps)
{
    /// <summary>Those built in: <c>Migrations/1.sql</c>, <c>Migrations/2.sql</c> …</summary>
    public static Migrations Released { get; } = new([.. BuiltIn()]);

    /// <summary>The layout that this program writes, in SQLite's <c>user_version</c>.</summary>
    public int Newest => 1 + steps.Count;

    /// <summary>
    /// In one transaction, once a copy is beside the history: a run that is killed meanwhile leaves it as it was. Whoever calls holds
    /// the history's lock.
    /// </summary>
    /// <exception cref="AuditException">A step failed, or the copy cannot be written; the history is as it was.</exception>
    public void BringUpToDate(string path) => HistoryFile.Guarded(path, () =>
    {
        using var history = HistoryFile.Connect(path, SqliteOpenMode.ReadWrite);
        var layout = history.ExecuteScalar<int>("pragma user_version");

        if (layout < Newest)
        {
            HistoryBackup.Copy(history, path, string.Create(CultureInfo.InvariantCulture, $"{path}.layout-{layout}"));

            // Tables may refer to each other while they are made anew; in the end it is checked.
            history.Execute("pragma synchronous = full; pragma foreign_keys = off");
            Migrate(history, steps.Skip(layout - 1));
        }

        return layout;
    });

    private void Migrate(SqliteConnection history, IEnumerable<string> due)
    {
        using var transaction = history.BeginTransaction(deferred: false);
        using var empty = Scratch.Open();

        foreach (var (type, name) in history.Query<(string, string)>(
            "select type, name from sqlite_schema where type in ('index', 'trigger', 'view') and sql is not null order by rowid desc").AsList())
        {
            history.Execute($"drop {type} if exists \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        }

        foreach (var step in due)
        {
            history.Execute(step);
        }

        foreach (var made in empty.Query<string>("select sql from sqlite_schema where type in ('index', 'trigger') and sql is not null order by rowid"))
        {
            history.Execute(made);
        }

        StoredViews.RenewWithin(history);

        if (history.Query("pragma foreign_key_check").Any())
        {
            throw new AuditException(FailureKind.History, "After the migration, rows would refer to others that are missing.", "Verify the history with the program that wrote it.");
        }

        history.Execute(string.Create(CultureInfo.InvariantCulture, $"pragma user_version = {Newest}"));
        transaction.Commit();
    }

    private static IEnumerable<string> BuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();

        for (var n = 1; assembly.GetManifestResourceStream(string.Create(CultureInfo.InvariantCulture, $"Migrations/{n}.sql")) is { } stream; n++)
        {
            using var reader = new StreamReader(stream);
            yield return reader.ReadToEnd();
        }
    }
}
