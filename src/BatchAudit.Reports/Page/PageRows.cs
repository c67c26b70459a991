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
internal sealed class PageRows : IRowSink
{
    // What a block may hold before it is written, so that long messages do not pile up.
    private const int BlockBytes = 1 << 20;

    // The largest integer that JavaScript tells apart from its neighbours.
    private const long MostExact = (1L << 53) - 1;

    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), SkipValidation = true };

    private readonly Stream _stream;
    private readonly ReportDefinition _report;
    private readonly CellText _text = new();
    private readonly ArrayBufferWriter<byte> _cell = new(256);
    private readonly ArrayBufferWriter<byte> _block = new(BlockBytes);
    private readonly Utf8JsonWriter _json;
    private readonly ColumnBlock[] _columns;
    private int _rows;
    private long _bytes;

    public PageRows(Stream stream, PageReport shown)
    {
        _stream = stream;
        _report = shown.Definition;
        _json = new Utf8JsonWriter(_cell, Options);
        _columns = [.. _report.Columns.Select(_ => new ColumnBlock())];
        WriteAbout(shown.LeftOut);
    }

    public void Write(ReportRows row)
    {
        for (var column = 0; column < _columns.Length; column++)
        {
            WriteCell(row, column);
            _json.Flush();
            _columns[column].Add(_cell.WrittenSpan);
            _bytes += _cell.WrittenCount;
            _json.Reset();
            _cell.ResetWrittenCount();
        }

        if (++_rows == ColumnBlock.MostRows || _bytes >= BlockBytes)
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

    public void Dispose() => _json.Dispose();

    private void WriteAbout(string? leftOut)
    {
        _json.WriteStartObject();
        _json.WriteString("name", _report.Name);
        _json.WriteString("title", _report.Title);
        _json.WriteString("row_meaning", _report.RowMeaning);
        _json.WriteString("left_out", leftOut);
        _json.WriteStartArray("columns");

        foreach (var column in _report.Columns)
        {
            _json.WriteStartObject();
            _json.WriteString("name", column.Name);
            _json.WriteString("kind", column.Kind.ToString());
            _json.WriteString("meaning", column.Meaning);
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Flush();
        _stream.Write("<script type=\"application/json\" class=\"report\">"u8);
        _stream.Write(_cell.WrittenSpan);
        _stream.Write("</script>\n"u8);
        _json.Reset();
        _cell.ResetWrittenCount();
    }

    private void WriteCell(ReportRows row, int column)
    {
        if (row.IsNull(column))
        {
            _json.WriteNullValue();
            return;
        }

        switch (_report.Columns[column].Kind)
        {
            case ColumnKind.Integer when Math.Abs((decimal)row.Integer(column)) > MostExact:
                _json.WriteStringValue(row.Integer(column).ToString(CultureInfo.InvariantCulture));
                break;
            case ColumnKind.Integer:
                _json.WriteNumberValue(row.Integer(column));
                break;
            case ColumnKind.Number when !double.IsFinite(row.Number(column)):
                _json.WriteStringValue(NotFinite.Word(row.Number(column)));
                break;
            case ColumnKind.Number:
                _json.WriteNumberValue(row.Number(column));
                break;
            case ColumnKind.Flag:
                _json.WriteBooleanValue(row.Integer(column) != 0);
                break;
            default:
                _json.WriteStringValue(_text.Of(row.Utf8(column)));
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
        _stream.Write(_block.WrittenSpan);
        _block.ResetWrittenCount();
        _rows = 0;
        _bytes = 0;
    }
}
