using System.Buffers.Text;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook;

/// <summary>Rows as a sheet's XML, in UTF-8 from the history to the file. The hot path of the workbook.</summary>
internal sealed class RowXml(ImmutableArray<Column> columns, int headingStyle, ImmutableArray<int> styles)
{
    // Excel keeps 15 digits of a number; a longer one would come back changed.
    private const long MaxExactInteger = 999_999_999_999_999;

    // Excel's own bounds: beyond the one it reports an error, below the other it stores 0.
    private const double TopN = 9.99999999999999E+307;
    private const double Smallest = 2.2250738585072014E-308;

    private readonly CellXml _heading = new(ColumnKind.Text, headingStyle);
    private readonly CellXml[] _cells = [.. columns.Zip(styles, (column, style) => new CellXml(column.Kind, style))];
    private readonly CellText _text = new();
    private BackgroundBlocks _blocks = null!;
    private byte[] _block = [];
    private int _length;
    private long _lossyCells;

    public long CutCells { get; private set; }

    /// <summary>Begins a sheet with the columns' names, as in the CSV and the view.</summary>
    public void Start(BackgroundBlocks blocks)
    {
        _blocks = blocks;
        _block = BackgroundBlocks.First();
        _length = 0;
        Append("<row>"u8);

        foreach (var column in columns)
        {
            Reserve(CellXml.MaxBytes);
            WriteText(_heading, Encoding.UTF8.GetBytes(column.Name));
        }

        Append("</row>"u8);
    }

    public void Write(ReportRows row)
    {
        Reserve(CellXml.MaxBytes);
        Append("<row>"u8);
        var empty = 0;

        for (var column = 0; column < _cells.Length; column++)
        {
            if (row.IsNull(column))
            {
                // Only written when a filled cell follows: most rows end in empty ones.
                empty++;
                continue;
            }

            Reserve((empty * CellXml.Empty.Length) + CellXml.MaxBytes);

            for (; empty > 0; empty--)
            {
                Append(CellXml.Empty);
            }

            WriteCell(row, column, _cells[column]);
        }

        Reserve(CellXml.MaxBytes);
        Append("</row>"u8);
    }

    /// <summary>Hands the last bytes over.</summary>
    public void Finish()
    {
        HandOver();
        _block = [];
    }

    public IEnumerable<string> Warnings(string report)
    {
        if (CutCells > 0)
        {
            yield return $"{report}: {Count.Of(CutCells, "cell")} held more than {CutText.MaxLength} characters and "
                + $"{(CutCells == 1 ? "was" : "were")} cut; the text is whole in the other formats.";
        }

        if (_lossyCells > 0)
        {
            yield return $"{report}: characters that a workbook cannot hold were replaced by U+FFFD in {Count.Of(_lossyCells, "cell")}.";
        }

        foreach (var warning in _text.Warnings(report))
        {
            yield return warning;
        }
    }

    private void WriteCell(ReportRows row, int column, CellXml cell)
    {
        switch (row.KindOf(column, cell.Kind))
        {
            case ColumnKind.Integer:
                WriteInteger(cell, row.Integer(column));
                break;
            case ColumnKind.Number:
                WriteNumber(cell, row.Number(column));
                break;
            case ColumnKind.Flag:
                Append(cell.Boolean);
                Append(row.Integer(column) != 0 ? "1"u8 : "0"u8);
                Append(CellXml.EndValue);
                break;
            case ColumnKind.Time:
                WriteTime(cell, row.Utf8(column));
                break;
            default:
                WriteText(cell, row.Utf8(column));
                break;
        }
    }

    private void WriteInteger(CellXml cell, long value)
    {
        var exact = value is >= -MaxExactInteger and <= MaxExactInteger;
        Append(exact ? cell.Value : cell.Text);
        Utf8Formatter.TryFormat(value, _block.AsSpan(_length), out var written);
        _length += written;
        Append(exact ? CellXml.EndValue : CellXml.EndText);
    }

    private void WriteNumber(CellXml cell, double value)
    {
        if (!double.IsFinite(value))
        {
            WriteText(cell, NotFinite.Word(value));
            return;
        }

        var holdable = value == 0 || Math.Abs(value) is >= Smallest and <= TopN;
        Append(holdable ? cell.Value : cell.Text);
        value.TryFormat(_block.AsSpan(_length), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
        Append(holdable ? CellXml.EndValue : CellXml.EndText);
    }

    private void WriteTime(CellXml cell, ReadOnlySpan<byte> text)
    {
        Span<byte> serial = stackalloc byte[SerialTime.MaxBytes];

        if (!SerialTime.TryWrite(text, serial, out var written))
        {
            WriteText(cell, text);
            return;
        }

        Append(cell.Value);
        Append(serial[..written]);
        Append(CellXml.EndValue);
    }

    private void WriteText(CellXml cell, ReadOnlySpan<byte> utf8)
    {
        var text = _text.Of(utf8);

        if (text.IsEmpty)
        {
            Append(CellXml.Empty);
            return;
        }

        if (!CutText.Fits(text))
        {
            text = CutText.Of(text);
            CutCells++;
        }

        Append(XmlText.NeedsPreserving(text) ? cell.SpacedText : cell.Text);

        if (XmlText.FirstSpecial(text) < 0)
        {
            Reserve(text.Length + CellXml.MaxBytes);
            Append(text);
        }
        else
        {
            Reserve((text.Length * XmlText.MaxGrowth) + CellXml.MaxBytes);
            var (written, replaced) = XmlText.Escape(text, _block.AsSpan(_length));
            _length += written;
            _lossyCells += replaced > 0 ? 1 : 0;
        }

        Append(CellXml.EndText);
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_block.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Makes room for so many bytes more. A cell reserves what surrounds its value, then what its text takes.</summary>
    private void Reserve(int bytes)
    {
        if (_block.Length - _length >= bytes)
        {
            return;
        }

        HandOver();

        if (_block.Length < bytes)
        {
            _block = new byte[bytes];
        }
    }

    private void HandOver()
    {
        if (_length > 0)
        {
            _block = _blocks.Swap(_block, _length);
            _length = 0;
        }
    }
}
