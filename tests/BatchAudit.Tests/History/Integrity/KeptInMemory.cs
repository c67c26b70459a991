using System.Text;
using BatchAudit.History.Integrity;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>The rows of a history without SQLite: what a second engine would hand to verification.</summary>
internal sealed class KeptInMemory : IKeptHistory
{
    private readonly Dictionary<string, List<Dictionary<string, object?>>> _tables;

    public KeptInMemory(string path)
    {
        using var history = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
        _tables = history.Query<string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'").ToDictionary(
            table => table,
            table => history.Query($"select * from {table}").Select(row => new Dictionary<string, object?>((IDictionary<string, object?>)row)).ToList());
    }

    public DerivationRecords Derivations => new([]);

    /// <summary>In no order that means anything.</summary>
    public List<Dictionary<string, object?>> this[string table] => _tables[table];

    public IStoredRows Rows(TableShape table) => new Pass(table.Key
        .Reverse()
        .Aggregate(_tables[table.Name].AsEnumerable(), (rows, column) => rows.OrderBy(row => row[column], Comparer<object?>.Create(Order)))
        .Select(row => Cells(row, table)));

    public IStoredRows RowsBy(TableShape table, int column) => new Pass(_tables[table.Name]
        .Where(row => row[table.Columns[column]] is not null)
        .OrderBy(row => (long)row[table.Columns[column]]!)
        .Select(row => Cells(row, table)));

    public StoredPayload? FindPayload(string sha256) => _tables["payload"].Find(row => sha256.Equals(row["sha256"])) is { } row
        ? new StoredPayload((string)row["encoding"]!, row["body"] is null ? CellKind.Null : CellKind.Bytes, (byte[]?)row["body"] ?? [])
        : null;

    public IEnumerable<Fault> BrokenReferences() => [];

    private static object?[] Cells(Dictionary<string, object?> row, TableShape table) => [.. table.Columns.Select(column => row[column])];

    private static int Order(object? cell, object? other) => (cell, other) switch
    {
        (long number, long of) => number.CompareTo(of),
        (string text, string of) => string.CompareOrdinal(text, of),
        _ => throw new NotSupportedException("No key has a cell of another kind."),
    };

    private sealed class Pass(IEnumerable<object?[]> rows) : IStoredRows
    {
        private readonly IEnumerator<object?[]> _rows = rows.GetEnumerator();

        public bool Step() => _rows.MoveNext();

        public CellKind Kind(int column) => _rows.Current[column] switch
        {
            null => CellKind.Null,
            long => CellKind.Integer,
            double => CellKind.Real,
            string => CellKind.Text,
            _ => CellKind.Bytes,
        };

        public long Integer(int column) => (long)_rows.Current[column]!;

        public double Real(int column) => (double)_rows.Current[column]!;

        public long? Number(int column) => (long?)_rows.Current[column];

        public string? Text(int column) => _rows.Current[column]?.ToString();

        public ReadOnlySpan<byte> Bytes(int column) => _rows.Current[column] is string text ? Encoding.UTF8.GetBytes(text) : (byte[])_rows.Current[column]!;

        public void Dispose() => _rows.Dispose();
    }
}
