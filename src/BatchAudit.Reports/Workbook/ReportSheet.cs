using System.Globalization;
using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>A report's sheet with its look and one empty row; the rows are written past ClosedXML.</summary>
internal static class ReportSheet
{
    // An id further to the right would leave no room on the page for what is repeated beside it.
    private const int MaxKeyColumns = 3;

    public static void Add(XLWorkbook workbook, SheetPlan plan)
    {
        var sheet = workbook.AddWorksheet(plan.Name);
        var columns = plan.Report.Columns;

        for (var column = 1; column <= columns.Length; column++)
        {
            var described = columns[column - 1];
            // Its place: ClosedXML would write some names otherwise than a cell and a table's heading have to agree on.
            sheet.Cell(1, column).SetValue(column.ToString(CultureInfo.InvariantCulture));
            ColumnLook.Heading(sheet.Cell(1, column).Style);
            ColumnLook.Apply(described.Kind, sheet.Cell(2, column).Style);
            sheet.Column(column).Width = ColumnLook.Width(described);

            if (described.Kind == ColumnKind.Word)
            {
                WordFill.Apply(sheet.Range(2, column, 2, column));
            }
        }

        // Two rows whatever the report holds: ClosedXML takes 17 s and 2 GB for a table of a million rows, so the last
        // row is set in the saved package.
        var table = sheet.Range(1, 1, 2, columns.Length).CreateTable(plan.Table);
        table.Theme = XLTableTheme.TableStyleLight1;
        sheet.SheetView.FreezeRows(1);
        PageLook.Apply(sheet, [.. columns.Select(ColumnLook.Width)], headingRows: 1, KeyColumns(plan.Report));
    }

    /// <summary>Up to the first id, which tells a row's continuation on the next page from others.</summary>
    private static int KeyColumns(ReportDefinition report)
    {
        var first = report.Columns.TakeWhile(column => column.Kind != ColumnKind.Id).Count() + 1;
        return first <= Math.Min(MaxKeyColumns, report.Columns.Length) ? first : 0;
    }
}
