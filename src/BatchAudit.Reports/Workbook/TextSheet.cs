using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>A heading over one column of the sheet or several merged ones.</summary>
internal readonly record struct Heading(string Text, int Columns = 1)
{
    public static implicit operator Heading(string text) => new(text);
}

/// <summary>A share of 1, shown in per cent.</summary>
internal readonly record struct Share(double Value);

/// <summary>A small sheet that is read from top to bottom: titles, tables of a few lines, notes.</summary>
internal sealed class TextSheet
{
    private const double LineHeight = 15;
    private const double WideLetters = 0.9;

    // As many lines as A4 across has room for at 100 %.
    private const int RowsOnPage = 34;

    private readonly double[] _widths;
    private Heading[] _headings = [];
    private int _headingRow;
    private int _pageRow = 1;

    public TextSheet(XLWorkbook workbook, string name, params ReadOnlySpan<double> widths)
    {
        Sheet = workbook.AddWorksheet(name);
        Sheet.ShowGridLines = false;
        _widths = [.. widths];

        for (var column = 0; column < widths.Length; column++)
        {
            Sheet.Column(column + 1).Width = widths[column];
        }
    }

    public IXLWorksheet Sheet { get; }

    /// <summary>Of the columns, in characters.</summary>
    public IReadOnlyList<double> Widths => _widths;

    /// <summary>Where the next line goes.</summary>
    public int Row { get; private set; } = 1;

    public void Title(string text)
    {
        var cell = Sheet.Cell(Row++, 1).SetValue(text);
        cell.Style.Font.Bold = true;
        cell.Style.Font.FontSize = 18;
        cell.Style.Font.FontColor = ColumnLook.Ink;
    }

    /// <summary>What the lines below are about.</summary>
    public void Section(string text)
    {
        var cell = Sheet.Cell(Row++, 1).SetValue(text);
        cell.Style.Font.Bold = true;
        cell.Style.Font.FontSize = 13;
        cell.Style.Font.FontColor = ColumnLook.Ink;
    }

    public void Gap(int rows = 1) => Row += rows;

    /// <summary>Prints what follows on a new page.</summary>
    public void NewPage()
    {
        Sheet.PageSetup.AddHorizontalPageBreak(Row - 1);
        _pageRow = Row;
    }

    /// <summary>The same, unless so many rows still fit on this one.</summary>
    public void Keep(int rows)
    {
        if (Row + rows - _pageRow > RowsOnPage)
        {
            NewPage();
        }
    }

    /// <summary>Begins a table: the lines that follow have cells below these.</summary>
    public void Headings(params ReadOnlySpan<Heading> headings)
    {
        _headings = [.. headings];
        var column = 1;

        foreach (var heading in headings)
        {
            ColumnLook.Heading(Across(column, heading.Columns).SetValue(heading.Text).Style);
            column += heading.Columns;
        }

        _headingRow = Row++;
    }

    /// <summary>Numbers become numeric cells; text is wrapped and never taken for anything else.</summary>
    public IXLRow Line(params ReadOnlySpan<object?> cells)
    {
        var column = 1;
        var lines = 1d;

        for (var i = 0; i < cells.Length; i++)
        {
            var columns = _headings[i].Columns;
            var cell = Across(column, columns);
            Write(cell, cells[i]);

            if (Row == _headingRow + 1)
            {
                Sheet.Cell(_headingRow, column).Style.Alignment.Horizontal = cell.Style.Alignment.Horizontal;
                Sheet.Cell(_headingRow, column).Style.Alignment.Indent = cell.Style.Alignment.Indent;
            }

            lines = Math.Max(lines, Lines(cells[i] as string, column, columns));
            column += columns;
        }

        var line = Sheet.Row(Row++);
        line.Height = LineHeight * lines;
        return line;
    }

    /// <summary>A line of text across all columns, such as a note; as many lines high as it takes.</summary>
    public IXLCell Note(string text)
    {
        var cell = Across(1, _widths.Length);
        Write(cell, text);
        Sheet.Row(Row++).Height = LineHeight * Lines(text, 1, _widths.Length);
        return cell;
    }

    /// <summary>Keeps everything above the next line in view and lets it be filtered.</summary>
    public void FreezeHere() => Sheet.SheetView.FreezeRows(Row - 1);

    public void FilterFrom(int row, int columns) => Sheet.Range(row, 1, Row - 1, columns).SetAutoFilter();

    private IXLCell Across(int column, int columns)
    {
        if (columns > 1)
        {
            Sheet.Range(Row, column, Row, column + columns - 1).Merge();
        }

        return Sheet.Cell(Row, column);
    }

    private static void Write(IXLCell cell, object? value)
    {
        cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Top;

        switch (value)
        {
            case long number:
                Right(cell.SetValue(number), "#,##0");
                break;
            case double number:
                Right(cell.SetValue(number), "#,##0.0");
                break;
            case Share share:
                Right(cell.SetValue(share.Value), "0.0%");
                break;
            case DateTimeOffset time:
                cell.Style.NumberFormat.Format = "yyyy-mm-dd hh:mm:ss";
                cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Left;
                cell.SetValue(time.UtcDateTime);
                break;
            default:
                cell.Style.NumberFormat.Format = "@";
                cell.Style.Alignment.WrapText = true;
                cell.SetValue(SheetText.Of(value as string ?? ""));
                break;
        }
    }

    private static void Right(IXLCell cell, string format)
    {
        cell.Style.NumberFormat.Format = format;
        cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
        cell.Style.Alignment.Indent = 1;
    }

    // Not every program measures wrapped text when it opens a workbook, so the height is set, for somewhat wide letters.
    private double Lines(string? text, int column, int columns) =>
        Math.Max(1, Math.Ceiling((text ?? "").Length / (_widths.AsSpan(column - 1, columns).ToArray().Sum() * WideLetters)));
}
