using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>error_group</c>.</summary>
internal sealed class ErrorGroupTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _find = new(connection, "select 1 from error_group where error_group = ?1");

    private readonly Statement _add = new(
        connection, "insert into error_group (error_group, layer, since_seq, sample) values (?1, ?2, ?3, ?4)");

    public bool Has(string errorGroup)
    {
        var found = _find.Bind(1, errorGroup).Step();
        _find.Reset();
        return found;
    }

    public void Add(long seq, NewErrorGroup added) =>
        _add.Bind(1, added.ErrorGroup).Bind(2, added.Layer).Bind(3, seq).Bind(4, added.Sample).Run();

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }
}
