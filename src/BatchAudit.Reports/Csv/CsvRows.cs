using System.Collections.Immutable;
using System.Globalization;
using BatchAudit.Reporting;
using CsvHelper;

namespace BatchAudit.Reports.Csv;

internal sealed class CsvRows : IRowSink
{
    /// <summary>RFC 4180.</summary>
    public static CsvWriterOptions Commas { get; } =
        CsvWriterOptions.Default with { NewLine = "\r\n", FormatProvider = CultureInfo.InvariantCulture };

    public static CsvWriterOptions Tabs { get; } = Commas with { Separator = '\t', NewLine = "\n" };

    private readonly string _report;
    private readonly ImmutableArray<ColumnKind> _kinds;
    private readonly CsvWriter _csv;
    private readonly CellText _text = new();
    private byte[] _guarded = new byte[256];
    private long _guardedCells;

    public CsvRows(Stream stream, ReportDefinition report, CsvWriterOptions options)
    {
        _report = report.Name;
        _kinds = [.. report.Columns.Select(column => column.Kind)];
        _csv = CsvWriter.Create(stream, options, leaveOpen: true);
        _csv.WriteHeader([.. report.Columns.Select(column => column.Name)]);
    }

    public void Write(ReportRows row)
    {
        for (var column = 0; column < _kinds.Length; column++)
        {
            if (row.IsNull(column))
            {
                _csv.WriteField(""u8);
                continue;
            }

            switch (row.KindOf(column, _kinds[column]))
            {
                case ColumnKind.Integer:
                    _csv.WriteField(row.Integer(column), []);
                    break;
                case ColumnKind.Number:
                    WriteNumber(row.Number(column));
                    break;
                case ColumnKind.Flag:
                    _csv.WriteField(row.Integer(column) != 0 ? "true"u8 : "false"u8);
                    break;
                default:
                    // A time passes as well: one that is a time begins with a digit and is never guarded.
                    WriteText(_text.Of(row.Utf8(column)));
                    break;
            }
        }

        _csv.EndRecord();
    }

    public void Finish() => _csv.Flush();

    public IEnumerable<string> Warnings()
    {
        if (_guardedCells > 0)
        {
            yield return $"{_report}: {Count.Of(_guardedCells, "cell")} got a {FormulaGuard.Prefix} in front, for a spreadsheet would have run "
                + "the text as a formula.";
        }

        foreach (var warning in _text.Warnings(_report))
        {
            yield return warning;
        }
    }

    public void Dispose() => _csv.Dispose();

    private void WriteNumber(double number)
    {
        if (double.IsFinite(number))
        {
            _csv.WriteField(number, []);
        }
        else
        {
            _csv.WriteField(NotFinite.Word(number));
        }
    }

    private void WriteText(ReadOnlySpan<byte> text)
    {
        if (!FormulaGuard.Needs(text))
        {
            _csv.WriteField(text);
            return;
        }

        if (_guarded.Length <= text.Length)
        {
            _guarded = new byte[text.Length * 2];
        }

        _guarded[0] = (byte)FormulaGuard.Prefix;
        text.CopyTo(_guarded.AsSpan(1));
        _csv.WriteField((ReadOnlySpan<byte>)_guarded.AsSpan(0, text.Length + 1));
        _guardedCells++;
    }
}
