using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

/// <summary>Rows from memory. A cell is null, a string, raw bytes, a long (also for flags) or a double.</summary>
internal sealed class CellRows(IEnumerable<object?[]> rows) : ReportRows
{
    private readonly IEnumerator<object?[]> _rows = rows.GetEnumerator();

    public override bool Read() => _rows.MoveNext();

    public override bool IsNull(int column) => _rows.Current[column] is null;

    public override ReadOnlySpan<byte> Utf8(int column) => _rows.Current[column] switch
    {
        string text => Encoding.UTF8.GetBytes(text),
        byte[] bytes => bytes,
        null => [],
        var other => throw new InvalidOperationException($"Column {column} holds a {other.GetType().Name} and was read as text."),
    };

    public override long Integer(int column) => (long)(_rows.Current[column] ?? 0L);

    public override double Number(int column) => (double)(_rows.Current[column] ?? 0d);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rows.Dispose();
        }

        base.Dispose(disposing);
    }
}
