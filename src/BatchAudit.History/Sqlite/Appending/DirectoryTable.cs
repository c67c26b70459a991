using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// The tables <c>directory</c>, which gives each directory a short key for the rows about it, and <c>directory_listing</c>.
/// </summary>
internal sealed class DirectoryTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "select directory_key from directory where directory_id = ?1");

    private readonly Statement _add = new(connection, "insert into directory (directory_id, since_seq) values (?1, ?2)");

    private readonly Statement _addListing = new(connection, "insert into directory_listing (directory_key, seq) values (?1, ?2)");

    /// <returns>Null: the directory was never asked for.</returns>
    public long? Key(string directoryId)
    {
        var key = _find.Bind(1, directoryId).Step() ? _find.Number(0) : null;
        _find.Reset();
        return key;
    }

    /// <returns>The directory's key.</returns>
    public long Add(long seq, string directoryId)
    {
        _add.Bind(1, directoryId).Bind(2, seq).Run();
        return SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    public void AddListing(long seq, long directoryKey) => _addListing.Bind(1, directoryKey).Bind(2, seq).Run();

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
        _addListing.Dispose();
    }
}
