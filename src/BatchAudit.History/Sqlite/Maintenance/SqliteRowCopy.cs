using BatchAudit.History.Integrity;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Copies rows of one table, of whatever type their cells are.</summary>
internal sealed class SqliteRowCopy(SqliteConnection fresh, TableShape table) : IRowCopy
{
    private readonly Statement _begin = new(
        fresh,
        $"insert into {table.Name} ({SqliteTables.Names(table.Columns)}) values ({SqliteTables.Names(table.Columns.Select((_, n) => $"?{n + 1}"))})");

    private readonly Statement? _end = table.UntilColumn < 0 ? null : new(
        fresh,
        $"update {table.Name} set until_seq = ?{table.UntilColumn + 1} where {string.Join(" and ", table.KeyColumns.Select(n => $"{table.Columns[n]} = ?{n + 1}"))}");

    private readonly int[] _endColumns = [.. table.KeyColumns, table.UntilColumn];

    public void Begin(IStoredRows row)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            _begin.BindCell(column + 1, row, column);
        }

        if (table.UntilColumn >= 0)
        {
            _begin.Bind(table.UntilColumn + 1, (long?)null);
        }

        _begin.Run();
    }

    public void End(IStoredRows row)
    {
        foreach (var column in _endColumns)
        {
            _end!.BindCell(column + 1, row, column);
        }

        _end!.Run();
    }

    public void Dispose()
    {
        _begin.Dispose();
        _end?.Dispose();
    }
}
