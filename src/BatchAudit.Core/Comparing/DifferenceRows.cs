using System.Globalization;
using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Comparing;

/// <summary>The differences of several comparisons, one after the other, as the rows of <see cref="Difference.Report"/>.</summary>
internal sealed class DifferenceRows(IReadOnlyList<Func<Comparison>> comparisons) : ReportRows
{
    private const int Change = 0, Subject = 1, BatchId = 2, FileId = 3, FileName = 4, Field = 5, Before = 6, After = 7, Occurrence = 8;

    private readonly byte[] _number = new byte[32];
    private Comparison? _current;
    private int _next;

    private Comparison Current => _current!;

    private ReportRows Row => Current.After ?? Current.Before!;

    public override bool Read()
    {
        while (true)
        {
            if (_current?.Read() == true)
            {
                return true;
            }

            _current?.Dispose();
            _current = null;

            if (_next == comparisons.Count)
            {
                return false;
            }

            _current = comparisons[_next++]();
        }
    }

    public override bool IsNull(int column) => column switch
    {
        BatchId => IsNull("batch_id"),
        FileId => IsNull("source_directory_file_id"),
        FileName => IsNull("file_name"),
        Before => Current.Before is not { } row || row.IsNull(Current.FieldPlace.Position),
        After => Current.After is not { } row || row.IsNull(Current.FieldPlace.Position),
        Occurrence => IsNull("occurrence"),
        _ => false,
    };

    public override ReadOnlySpan<byte> Utf8(int column) => column switch
    {
        Change => Current.Side switch { < 0 => "GONE"u8, > 0 => "ADDED"u8, _ => "CHANGED"u8 },
        Subject => Encoding.UTF8.GetBytes(Current.Compared.Subject),
        BatchId => Row.Utf8(Current.Compared.Report.IndexOf("batch_id")),
        FileId => Row.Utf8(Current.Compared.Report.IndexOf("source_directory_file_id")),
        FileName => Row.Utf8(Current.Compared.Report.IndexOf("file_name")),
        Field => Encoding.UTF8.GetBytes(Current.Field),
        _ => Value(column == Before ? Current.Before! : Current.After!),
    };

    public override long Integer(int column) => IsNull(column) ? 0 : Row.Integer(Current.Compared.Report.IndexOf("occurrence"));

    public override double Number(int column) => 0;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _current?.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool IsNull(string column) => !Current.Compared.Report.Has(column) || Row.IsNull(Current.Compared.Report.IndexOf(column));

    private ReadOnlySpan<byte> Value(ReportRows row)
    {
        var (position, kind) = Current.FieldPlace;
        var length = 0;

        _ = kind switch
        {
            ColumnKind.Integer or ColumnKind.Flag => row.Integer(position).TryFormat(_number, out length, default, CultureInfo.InvariantCulture),
            ColumnKind.Number => row.Number(position).TryFormat(_number, out length, default, CultureInfo.InvariantCulture),
            _ => true,
        };

        return length > 0 ? _number.AsSpan(0, length) : row.Utf8(position);
    }
}
