using BatchAudit.History.Integrity;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The history in a SQLite file as it is verified and rebuilt, within a transaction of the caller's.</summary>
internal sealed class SqliteKeptHistory(SqliteConnection history) : IKeptHistory, IDisposable
{
    /// <summary>At most so many broken references are named: one row that is gone can break thousands.</summary>
    private const int MaxBrokenReferences = 10;

    private readonly Statement _findPayload = new(history, "select encoding, body from payload where sha256 = ?1");

    public DerivationRecords Derivations => StoredDerivations.Read(history);

    public IStoredRows Rows(TableShape table) => SqliteTables.InOrder(history, table);

    public IStoredRows RowsBy(TableShape table, int column) => new Statement(
        history,
        $"select {SqliteTables.Names(table.Columns)} from {table.Name} where {table.Columns[column]} is not null order by {table.Columns[column]}");

    public StoredPayload? FindPayload(string sha256)
    {
        try
        {
            var row = _findPayload.Bind(1, sha256);
            return row.Step() ? new StoredPayload(row.Text(0), row.Kind(1), row.Bytes(1).ToArray()) : null;
        }
        finally
        {
            _findPayload.Reset();
        }
    }

    public IEnumerable<Fault> BrokenReferences() => history
        .Query<(string Table, string? Parent)>("select \"table\", parent from pragma_foreign_key_check")
        .Distinct()
        .Take(MaxBrokenReferences)
        .Select(broken => new Fault(broken.Table, $"A row of {broken.Table} refers to a row of {broken.Parent} that is missing."));

    public void Dispose() => _findPayload.Dispose();
}
