using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>batch</c>, which gives each batch a short key for the rows about it.</summary>
internal sealed class BatchTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "select batch_key from batch where batch_id = ?1");

    private readonly Statement _add = new(
        connection,
        """
        insert into batch (batch_id, since_seq, created_at, created_ms) values (?1, ?2, ?3, ?4)
        """);

    /// <returns>Null: the batch was never observed.</returns>
    public long? Key(string batchId)
    {
        var key = _find.Bind(1, batchId).Step() ? _find.Number(0) : null;
        _find.Reset();
        return key;
    }

    /// <returns>The batch's key.</returns>
    public long Add(long seq, string batchId, NewBatch batch)
    {
        _add.Bind(1, batchId).Bind(2, seq).BindTime(3, batch.CreatedAt).Run();
        return SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }
}
