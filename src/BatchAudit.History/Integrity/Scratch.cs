using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Integrity;

/// <summary>
/// An empty history to derive everything into once more. SQLite keeps it in memory and moves it to a temporary file when it grows;
/// either way it is gone when it is closed.
/// </summary>
internal static class Scratch
{
    public static SqliteConnection Open()
    {
        var connection = new SqliteConnection("Data Source=;Pooling=False");
        connection.Open();
        connection.Execute("pragma journal_mode = off; pragma synchronous = off; pragma foreign_keys = off; pragma cache_size = -65536; begin");
        connection.Execute(HistoryFile.SchemaText());
        return connection;
    }
}
