using BatchAudit.Reporting;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// A report's rows straight from SQLite's own buffers: no string is made of a cell on its way to a writer that writes UTF-8
/// anyway (a night of 1,000,000 files has 12,000,000 cells).
/// </summary>
internal sealed class SqliteReportRows : ReportRows
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private readonly sqlite3_stmt _statement;

    /// <summary>Takes the connection over, and closes it when disposed.</summary>
    /// <param name="texts">For the parameters <c>?1</c>, <c>?2</c> …</param>
    public SqliteReportRows(string path, SqliteConnection connection, string sql, IReadOnlyList<string>? texts = null)
    {
        _path = path;
        _connection = connection;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, sql, out _statement), connection.Handle);

        for (var n = 0; n < texts?.Count; n++)
        {
            SqliteException.ThrowExceptionForRC(raw.sqlite3_bind_text(_statement, n + 1, texts[n]), connection.Handle);
        }
    }

    public override bool Read()
    {
        var code = raw.sqlite3_step(_statement);

        return code switch
        {
            raw.SQLITE_ROW => true,
            raw.SQLITE_DONE => false,
            _ => HistoryFile.Guarded(_path, () =>
            {
                SqliteException.ThrowExceptionForRC(code, _connection.Handle);
                return false;
            }),
        };
    }

    public override bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public override ReadOnlySpan<byte> Utf8(int column) => raw.sqlite3_column_blob(_statement, column);

    public override long Integer(int column) => raw.sqlite3_column_int64(_statement, column);

    public override double Number(int column) => raw.sqlite3_column_double(_statement, column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _statement.Dispose();
            _connection.Dispose();
        }

        base.Dispose(disposing);
    }
}
