using BatchAudit.Reporting;
using SQLitePCL;

namespace BatchAudit.History.Sqlite;

/// <summary>The rows of a query straight from SQLite's own buffers, each cell as the kind that SQLite says it has.</summary>
internal sealed class QueryRows(QueryStatement statement, long? limit) : ReportRows
{
    private long _read;
    private byte[] _hex = [];

    /// <summary>Whether a row was left out because there were as many as wanted.</summary>
    public bool IsCut { get; private set; }

    public override bool Read()
    {
        if (IsCut || !statement.Step())
        {
            return false;
        }

        IsCut = _read == limit;
        _read++;
        return !IsCut;
    }

    public override bool IsNull(int column) => Type(column) == raw.SQLITE_NULL;

    /// <summary>Of bytes that are no text, such as a stored answer's, the hexadecimal digits.</summary>
    public override ReadOnlySpan<byte> Utf8(int column) => Type(column) == raw.SQLITE_BLOB
        ? Hex(raw.sqlite3_column_blob(statement.Handle, column))
        : raw.sqlite3_column_blob(statement.Handle, column);

    public override long Integer(int column) => raw.sqlite3_column_int64(statement.Handle, column);

    public override double Number(int column) => raw.sqlite3_column_double(statement.Handle, column);

    protected override ColumnKind KindOfCell(int column) => Type(column) switch
    {
        raw.SQLITE_INTEGER => ColumnKind.Integer,
        raw.SQLITE_FLOAT => ColumnKind.Number,
        _ => ColumnKind.Text,
    };

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            statement.Dispose();
        }

        base.Dispose(disposing);
    }

    private int Type(int column) => raw.sqlite3_column_type(statement.Handle, column);

    private ReadOnlySpan<byte> Hex(ReadOnlySpan<byte> bytes)
    {
        if (_hex.Length < bytes.Length * 2)
        {
            _hex = new byte[bytes.Length * 2];
        }

        _ = Convert.TryToHexStringLower(bytes, _hex, out var written);
        return _hex.AsSpan(0, written);
    }
}
