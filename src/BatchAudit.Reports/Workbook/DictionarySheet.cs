using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>What every column of every report in the workbook means.</summary>
internal static class DictionarySheet
{
    public static void Add(XLWorkbook workbook, IEnumerable<ReportDefinition> reports)
    {
        var sheet = new TextSheet(workbook, "Data dictionary", 20, 30, 30, 12, 110);
        sheet.Headings("Report", "Column", "Title", "Kind", "Meaning");
        sheet.FreezeHere();

        foreach (var report in reports)
        {
            foreach (var column in report.Columns)
            {
                sheet.Line(report.Name, column.Name, column.Title, column.KindInWords, column.Meaning);
            }
        }

        sheet.FilterFrom(1, columns: 5);
        PageLook.Apply(sheet.Sheet, sheet.Widths, headingRows: 1);
    }
}
