using System.Globalization;
using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>The first thing a reader sees: the totals, and which sheet holds which rows.</summary>
internal static class SummarySheet
{
    public static void Add(XLWorkbook workbook, IReportSource source, IReadOnlyList<SheetPlan> sheets)
    {
        var sheet = new TextSheet(workbook, "Summary", 24, 34, 14, 84);
        sheet.Title("Batch audit");
        sheet.Note(AsOf(source.Origin));
        sheet.Gap();
        sheet.Headings("Section", "Total", "Value", "Meaning");

        foreach (var total in source.Totals())
        {
            sheet.Line(total.Section, total.Name, total.Value, total.Meaning);
        }

        sheet.Gap();
        sheet.Headings("Report", "Sheet", "Rows", "One row per");

        foreach (var plan in sheets)
        {
            var line = sheet.Line(plan.Report.Name, plan.Name, plan.Rows, RowMeaning(plan));
            line.Cell(2).Hyperlink = new XLHyperlink($"'{plan.Name}'!A1");
        }
    }

    private static string AsOf(ReportOrigin origin) => origin.AsOf is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"As of {UtcText.Of(time)}, observation {origin.Sequence}.")
        : "The history is empty.";

    private static string RowMeaning(SheetPlan plan) => plan.Part == 1
        ? plan.Report.RowMeaning
        : string.Create(CultureInfo.InvariantCulture, $"{plan.Report.RowMeaning} (part {plan.Part}: a sheet holds no more rows)");
}
