namespace BatchAudit.History.Integrity;

/// <summary>
/// Rows that cannot, or are not to be, derived again, copied as they are kept: those that a given observation began, and the ends
/// that it set. Observations have to be named in their order; each table is gone through once.
/// </summary>
internal sealed class CopiedRows : IDisposable
{
    private readonly List<CopiedTable> _tables = [];

    public CopiedRows(IKeptHistory kept, IDerivedHistory derived, IEnumerable<TableShape> tables) =>
        _tables.AddRange(tables.Select(table => new CopiedTable(kept, derived, table)));

    public void Take(long seq) => _tables.ForEach(table => table.Take(seq));

    public void Dispose() => _tables.ForEach(table => table.Dispose());

    private sealed class CopiedTable(IKeptHistory kept, IDerivedHistory derived, TableShape table) : IDisposable
    {
        private readonly IRowCopy _copy = derived.Copy(table);
        private readonly Cursor _begun = new(kept.RowsBy(table, table.SeqColumn), table.SeqColumn);
        private readonly Cursor? _ended = table.UntilColumn < 0 ? null : new(kept.RowsBy(table, table.UntilColumn), table.UntilColumn);

        public void Take(long seq)
        {
            while (_ended?.Next(seq) is { } row)
            {
                _copy.End(row);
            }

            while (_begun.Next(seq) is { } row)
            {
                _copy.Begin(row);
            }
        }

        public void Dispose()
        {
            _begun.Dispose();
            _ended?.Dispose();
            _copy.Dispose();
        }
    }

    /// <summary>Rows in the order of an observation's number, one look ahead.</summary>
    private sealed class Cursor : IDisposable
    {
        private readonly IStoredRows _rows;
        private readonly int _column;
        private bool _hasRow;
        private bool _isTaken;

        public Cursor(IStoredRows rows, int column)
        {
            _rows = rows;
            _column = column;
            _hasRow = _rows.Step();
        }

        /// <returns>The next row of this observation; null when there is none.</returns>
        public IStoredRows? Next(long seq)
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
