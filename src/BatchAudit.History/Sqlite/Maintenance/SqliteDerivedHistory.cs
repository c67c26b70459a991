using BatchAudit.Deriving;
using BatchAudit.History.Integrity;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>A history that is derived once more, into what runs append with.</summary>
internal sealed class SqliteDerivedHistory(SqliteConnection fresh) : IDerivedHistory, IDisposable
{
    private readonly ObservationChain _chain = new(fresh);
    private readonly RunTables _runs = new(fresh);
    private readonly FactTables _facts = new(fresh);

    public IReadOnlyList<TableShape> Tables { get; } = SqliteTables.Shapes(fresh);

    public IHeldFacts Facts => _facts;

    public IStoredRows Rows(TableShape table) => SqliteTables.InOrder(fresh, table);

    public string? NewestPayload(string kind, string subject) => _chain.NewestPayload(kind, subject);

    public bool Keep(string sha256) => _chain.Keep(new Payload(sha256, ReadOnlyMemory<byte>.Empty));

    public void Append(ObservationRow row) => _chain.Append(row);

    public void Add(long seq, RunDocument document) => _runs.Add(seq, document);

    public void Add(long seq, RunEndDocument document) => _runs.Add(seq, document);

    public void Add(long seq, FailureDocument document) => _runs.Add(seq, document);

    public void Add(long seq, PruningDocument document) => _runs.Add(seq, document);

    public void Apply(Changes changes) => _facts.Apply(changes);

    public IRowCopy Copy(TableShape table) => new SqliteRowCopy(fresh, table);

    public bool IsRefusal(Exception failure) => failure is SqliteException
    {
        SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISMATCH or SQLitePCL.raw.SQLITE_TOOBIG,
    };

    public void Dispose()
    {
        _facts.Dispose();
        _chain.Dispose();
    }
}
