using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Json;

internal sealed class JsonRows(Stream stream, ReportDefinition report, JsonFraming framing) : IRowSink
{
    private const int FlushBytes = 1 << 16;

    // The stricter default is meant for JSON inside HTML and would make é and + unreadable.
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ImmutableArray<(JsonEncodedText Name, ColumnKind Kind)> _columns =
        [.. report.Columns.Select(column => (JsonEncodedText.Encode(column.Name, Options.Encoder), column.Kind))];

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushBytes * 2);
    private readonly CellText _text = new();
    private Utf8JsonWriter? _writer;
    private bool _any;

    private Utf8JsonWriter Json => _writer ??= new Utf8JsonWriter(_buffer, Options);

    public void Write(ReportRows row)
    {
        _buffer.Write((_any ? framing.Between : framing.Open).Span);
        _any = true;
        Json.WriteStartObject();

        for (var column = 0; column < _columns.Length; column++)
        {
            WriteCell(row, column);
        }

        Json.WriteEndObject();
        Json.Flush();
        Json.Reset();

        if (_buffer.WrittenCount >= FlushBytes)
        {
            Drain();
        }
    }

    public void Finish()
    {
        _buffer.Write((_any ? framing.Close : framing.None).Span);
        Drain();
    }

    public IEnumerable<string> Warnings() => _text.Warnings(report.Name);

    public void Dispose() => _writer?.Dispose();

    private void WriteCell(ReportRows row, int column)
    {
        var (name, kind) = _columns[column];

        if (row.IsNull(column))
        {
            Json.WriteNull(name);
            return;
        }

        switch (row.KindOf(column, kind))
        {
            case ColumnKind.Integer:
                Json.WriteNumber(name, row.Integer(column));
                break;
            case ColumnKind.Number when !double.IsFinite(row.Number(column)):
                Json.WriteString(name, NotFinite.Word(row.Number(column)));
                break;
            case ColumnKind.Number:
                Json.WriteNumber(name, row.Number(column));
                break;
            case ColumnKind.Flag:
                Json.WriteBoolean(name, row.Integer(column) != 0);
                break;
            default:
                Json.WriteString(name, _text.Of(row.Utf8(column)));
                break;
        }
    }

    private void Drain()
    {
        stream.Write(_buffer.WrittenSpan);
        _buffer.ResetWrittenCount();
    }
}
