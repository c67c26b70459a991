using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>unknown_field</c>.</summary>
internal sealed class UnknownFieldTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "select 1 from unknown_field where field = ?1");

    private readonly Statement _count = new(connection, "select count(*) from unknown_field");

    private readonly Statement _add = new(connection, "insert into unknown_field (field, since_seq) values (?1, ?2)");

    public bool Has(string field)
    {
        var found = _find.Bind(1, field).Step();
        _find.Reset();
        return found;
    }

    public long Count()
    {
        var count = _count.Step() ? _count.Number(0) : null;
        _count.Reset();
        return count ?? 0;
    }

    public void Add(long seq, string field) => _add.Bind(1, field).Bind(2, seq).Run();

    public void Dispose()
    {
        _find.Dispose();
        _count.Dispose();
        _add.Dispose();
    }
}
