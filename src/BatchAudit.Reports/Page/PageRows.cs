using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Page;

/// <summary>
/// A report's rows as script elements that hold JSON and run nothing: first one that describes the report, then blocks of rows,
/// column by column. No cell can end its element, for <c>&lt;</c> and the other characters of HTML are written as escapes.
/// </summary>
internal sealed class PageRows(Stream stream, PageReport shown) : IRowSink
{
    // What a block may hold before it is written, so that long messages do not pile up.
    private const int BlockBytes = 1 << 20;

    // The largest integer that JavaScript tells apart from its neighbours.
    private const long MaxExactInteger = (1L << 53) - 1;

    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly ReportDefinition _report = shown.Definition;
    private readonly ColumnBlock[] _columns = [.. shown.Definition.Columns.Select(_ => new ColumnBlock())];
    private readonly CellText _text = new();
    private readonly ArrayBufferWriter<byte> _cell = new(256);
    private readonly ArrayBufferWriter<byte> _block = new(BlockBytes);
    private Utf8JsonWriter? _writer;
    private int _rows;
    private long _bytes;

    private Utf8JsonWriter Json => _writer ??= new Utf8JsonWriter(_cell, Options);

    /// <summary>Writes what the report is; first of all.</summary>
    public void Begin()
    {
        Json.WriteStartObject();
        Json.WriteString("name", _report.Name);
        Json.WriteString("title", _report.Title);
        Json.WriteString("row_meaning", _report.RowMeaning);
        Json.WriteString("left_out", shown.LeftOut);
        Json.WriteStartArray("columns");

        foreach (var column in _report.Columns)
        {
            Json.WriteStartObject();
            Json.WriteString("name", column.Name);
            Json.WriteString("kind", column.Kind.ToString());
            Json.WriteString("meaning", column.Meaning);
            Json.WriteEndObject();
        }

        Json.WriteEndArray();
        Json.WriteEndObject();
        Json.Flush();
        stream.Write("<script type=\"application/json\" class=\"report\">"u8);
        stream.Write(_cell.WrittenSpan);
        stream.Write("</script>\n"u8);
        Json.Reset();
        _cell.ResetWrittenCount();
    }

    public void Write(ReportRows row)
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            WriteCell(row, column);
            Json.Flush();
            _columns[column].Add(_cell.WrittenSpan);
            _bytes += _cell.WrittenCount;
            Json.Reset();
            _cell.ResetWrittenCount();
        }

        if (++_rows == ColumnBlock.MaxRows || _bytes >= BlockBytes)
        {
            Drain();
        }
    }

    public void Finish()
    {
        if (_rows > 0)
        {
            Drain();
        }
    }

    public IEnumerable<string> Warnings() => _text.Warnings(_report.Name);

    public void Dispose() => _writer?.Dispose();

    private void WriteCell(ReportRows row, int column)
    {
        if (row.IsNull(column))
        {
            Json.WriteNullValue();
            return;
        }

        switch (_report.Columns[column].Kind)
        {
            case ColumnKind.Integer when Math.Abs((decimal)row.Integer(column)) > MaxExactInteger:
                Json.WriteStringValue(row.Integer(column).ToString(CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Integer:
                Json.WriteNumberValue(row.Integer(column));
                break;
            case ColumnKind.Number when !double.IsFinite(row.Number(column)):
                Json.WriteStringValue(NotFinite.Word(row.Number(column)));
                break;
            case ColumnKind.Number:
                Json.WriteNumberValue(row.Number(column));
                break;
            case ColumnKind.Flag:
                Json.WriteBooleanValue(row.Integer(column) != 0);
                break;
            default:
                Json.WriteStringValue(_text.Of(row.Utf8(column)));
                break;
        }
    }

    private void Drain()
    {
        _block.Write(Encoding.ASCII.GetBytes(FormattableString.Invariant($"<script type=\"application/json\" class=\"rows\" data-rows=\"{_rows}\">[")));

        for (var column = 0; column < _columns.Length; column++)
        {
            _block.Write(column == 0 ? ""u8 : ",\n"u8);
            _columns[column].WriteTo(_block);
            _columns[column].Clear();
        }

        _block.Write("]</script>\n"u8);
        stream.Write(_block.WrittenSpan);
        _block.ResetWrittenCount();
        _rows = 0;
        _bytes = 0;
    }
}
