using BatchAudit.History.Sqlite;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Integrity;

/// <summary>
/// Rows that cannot, or are not to be, derived again, copied as they are kept: those that a given observation began, and the ends
/// that it set. Observations have to be named in their order; each table is gone through once.
/// </summary>
internal sealed class CopiedRows : IDisposable
{
    private readonly List<CopiedTable> _tables = [];

    public CopiedRows(SqliteConnection history, SqliteConnection scratch, IEnumerable<TableShape> tables) =>
        _tables.AddRange(tables.Select(table => new CopiedTable(history, scratch, table)));

    public void Take(long seq) => _tables.ForEach(table => table.Take(seq));

    public void Dispose() => _tables.ForEach(table => table.Dispose());

    private sealed class CopiedTable : IDisposable
    {
        private readonly TableShape _table;
        private readonly Cursor _begun;
        private readonly Cursor? _ended;
        private readonly Statement _begin;
        private readonly Statement? _end;

        public CopiedTable(SqliteConnection history, SqliteConnection scratch, TableShape table)
        {
            var columns = string.Join(", ", table.Columns);
            var parameters = string.Join(", ", table.Columns.Select((_, n) => $"?{n + 1}"));
            _table = table;
            _begun = new Cursor(history, $"select {columns} from {table.Name} order by {table.Columns[table.SeqColumn]}", table.SeqColumn);
            _begin = new Statement(scratch, $"insert into {table.Name} ({columns}) values ({parameters})");

            if (table.UntilColumn >= 0)
            {
                var key = string.Join(" and ", table.KeyColumns.Select(n => $"{table.Columns[n]} = ?{n + 1}"));
                _ended = new Cursor(history, $"select {columns} from {table.Name} where until_seq is not null order by until_seq", table.UntilColumn);
                _end = new Statement(scratch, $"update {table.Name} set until_seq = ?{table.UntilColumn + 1} where {key}");
            }
        }

        public void Take(long seq)
        {
            while (_ended?.Next(seq) is { } row)
            {
                foreach (var column in (int[])[.. _table.KeyColumns, _table.UntilColumn])
                {
                    _end!.BindCell(column + 1, row, column);
                }

                _end!.Run();
            }

            while (_begun.Next(seq) is { } row)
            {
                for (var column = 0; column < _table.Columns.Count; column++)
                {
                    _begin.BindCell(column + 1, row, column);
                }

                if (_table.UntilColumn >= 0)
                {
                    _begin.Bind(_table.UntilColumn + 1, (long?)null);
                }

                _begin.Run();
            }
        }

        public void Dispose()
        {
            _begun.Dispose();
            _ended?.Dispose();
            _begin.Dispose();
            _end?.Dispose();
        }
    }

    /// <summary>Rows in the order of an observation's number, one look ahead.</summary>
    private sealed class Cursor : IDisposable
    {
        private readonly Statement _rows;
        private readonly int _column;
        private bool _hasRow;
        private bool _isTaken;

        public Cursor(SqliteConnection history, string sql, int column)
        {
            _rows = new Statement(history, sql);
            _column = column;
            _hasRow = _rows.Step();
        }

        /// <returns>The next row of this observation; null when there is none.</returns>
        public Statement? Next(long seq)
        {
            while (_hasRow && (_isTaken || _rows.Number(_column) < seq))
            {
                _hasRow = _rows.Step();
                _isTaken = false;
            }

            _isTaken = _hasRow && _rows.Number(_column) == seq;
            return _isTaken ? _rows : null;
        }

        public void Dispose() => _rows.Dispose();
    }
}
