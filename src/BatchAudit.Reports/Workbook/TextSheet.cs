using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>A small sheet that is read from top to bottom: titles, tables of a few lines, notes.</summary>
internal sealed class TextSheet
{
    private const double LineHeight = 15;
    private const double WideLetters = 0.9;

    private readonly IXLWorksheet _sheet;
    private int _row = 1;

    public TextSheet(XLWorkbook workbook, string name, params ReadOnlySpan<double> widths)
    {
        _sheet = workbook.AddWorksheet(name);
        _sheet.ShowGridLines = false;
        _sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        _sheet.PageSetup.FitToPages(1, 0);

        for (var column = 0; column < widths.Length; column++)
        {
            _sheet.Column(column + 1).Width = widths[column];
        }
    }

    public void Title(string text)
    {
        var cell = _sheet.Cell(_row++, 1).SetValue(text);
        cell.Style.Font.Bold = true;
        cell.Style.Font.FontSize = 14;
        _row++;
    }

    public void Gap() => _row++;

    public void Headings(params ReadOnlySpan<string> names)
    {
        for (var column = 0; column < names.Length; column++)
        {
            ColumnLook.Heading(_sheet.Cell(_row, column + 1).SetValue(names[column]).Style);
        }

        _row++;
    }

    /// <summary>Numbers become numeric cells; text is wrapped and never taken for anything else.</summary>
    public IXLRow Line(params ReadOnlySpan<object?> cells)
    {
        for (var column = 0; column < cells.Length; column++)
        {
            var cell = _sheet.Cell(_row, column + 1);
            cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Top;

            if (cells[column] is long number)
            {
                cell.SetValue(number).Style.NumberFormat.Format = "#,##0";
                cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Right;
                cell.Style.Alignment.Indent = 1;
            }
            else
            {
                cell.Style.NumberFormat.Format = "@";
                cell.Style.Alignment.WrapText = true;
                cell.SetValue(cells[column] as string ?? "");
            }
        }

        var line = _sheet.Row(_row++);
        line.Height = LineHeight * cells.ToArray().Select(Lines).Max();
        return line;
    }

    // Not every program measures wrapped text when it opens a workbook, so the height is set, for somewhat wide letters.
    private double Lines(object? cell, int column) =>
        Math.Max(1, Math.Ceiling((cell as string ?? "").Length / (_sheet.Column(column + 1).Width * WideLetters)));

    /// <summary>A line of text across the columns, such as a note.</summary>
    public void Note(string text) => _sheet.Cell(_row++, 1).SetValue(text);

    /// <summary>Keeps everything above the next line in view and lets it be filtered.</summary>
    public void FreezeHere() => _sheet.SheetView.FreezeRows(_row - 1);

    public void FilterFrom(int row, int columns) => _sheet.Range(row, 1, _row - 1, columns).SetAutoFilter();
}
