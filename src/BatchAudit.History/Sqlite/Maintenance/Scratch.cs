using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// An empty history to derive everything into once more. SQLite keeps it in memory and moves it to a temporary file when it grows;
/// either way it is gone when it is closed.
/// </summary>
internal static class Scratch
{
    private static readonly Lock Turn = new();

    // Made once and copied: SQLite takes some 5 ms to make the triggers, and 0.1 ms to copy a history that has them.
    private static readonly Lazy<SqliteConnection> Empty = new(() =>
    {
        var connection = Connect();
        connection.Execute(HistoryFile.SchemaText());
        return connection;
    });

    public static SqliteConnection Open()
    {
        var connection = Connect();

        lock (Turn)
        {
            Empty.Value.BackupDatabase(connection);
        }

        connection.Execute("pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -65536; begin");
        return connection;
    }

    private static SqliteConnection Connect()
    {
        var connection = new SqliteConnection("Data Source=;Pooling=False");
        connection.Open();
        return connection;
    }
}
