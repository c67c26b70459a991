using System.Globalization;
using BatchAudit.Reporting;
using BatchAudit.Reports.Workbook.Charts;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>
/// The first thing a reader sees: whether all is well, how it came about in charts, which sheet holds which rows, and every
/// total. The figures behind the charts stand at the end.
/// </summary>
internal static class SummarySheet
{
    public const string Name = "Summary";

    // As many columns as the night's outcomes need; together a page wide.
    private const int Columns = 9;
    private const double ColumnWidth = 15;

    // Rows that a chart covers: the first one, and one with a bar in so many rows.
    private const int UprightRows = 18;
    private const int RowsAroundBars = 6;

    /// <returns>The charts to be put on it.</returns>
    public static IReadOnlyList<BarChart> Add(
        XLWorkbook workbook, Figures figures, IReadOnlyList<SheetPlan> sheets, IReadOnlyCollection<string> warnings)
    {
        var sheet = new TextSheet(workbook, Name, [.. Enumerable.Repeat(ColumnWidth, Columns)]);
        PageLook.Apply(sheet.Sheet, sheet.Widths);
        Head(sheet, figures);
        var nights = Leave(sheet, figures.Nights.Shown.Count, UprightRows);
        RateLines.Add(sheet, figures);
        var errors = Leave(sheet, figures.ErrorGroups.Count, RowsAroundBars + figures.ErrorGroups.Count);
        var longest = figures.Batches.LongestFirst.Count;
        var durations = Leave(sheet, longest, RowsAroundBars + longest);
        SheetList(sheet, sheets, warnings);
        TotalLines(sheet, figures.Totals);
        sheet.NewPage();
        var tables = new FigureTables(sheet, figures);
        return [.. Draw(sheet, nights, tables.Nights), .. Draw(sheet, errors, tables.ErrorGroups), .. Draw(sheet, durations, tables.Durations)];
    }

    private static void Head(TextSheet sheet, Figures figures)
    {
        sheet.Title("Batch audit");
        sheet.Note(AsOf(figures.Origin));
        sheet.Gap();
        Tiles.Add(sheet, figures);
        sheet.Gap();
        sheet.Note($"{figures.Headline}.").Style.Font.Bold = true;
        sheet.Gap();
        BalanceLines.Add(sheet, figures);
        sheet.Gap();
    }

    /// <summary>The table, and the chart over it where a place was left for one.</summary>
    private static IEnumerable<BarChart> Draw(TextSheet sheet, ChartPlace? place, Func<ChartPlace, BarChart> table)
    {
        if (place is not null)
        {
            yield return table(place);
            sheet.Gap();
        }
    }

    private static string AsOf(ReportOrigin origin) => origin.AsOf is { } time
        ? string.Create(CultureInfo.InvariantCulture, $"As of {UtcText.Of(time)}, observation {origin.Sequence} of the history. All times are UTC.")
        : "The history is empty.";

    /// <summary>Rows for a chart to cover; none where there is nothing to show.</summary>
    private static ChartPlace? Leave(TextSheet sheet, int bars, int rows)
    {
        if (bars == 0)
        {
            return null;
        }

        sheet.Keep(rows);
        var first = sheet.Row - 1;
        sheet.Gap(rows + 1);
        return new ChartPlace(0, first, Columns, first + rows);
    }

    private static void SheetList(TextSheet sheet, IReadOnlyList<SheetPlan> sheets, IReadOnlyCollection<string> warnings)
    {
        sheet.Keep(sheets.Count + warnings.Count + 6);
        sheet.Section("Sheets");
        sheet.Headings(new("Sheet", 2), "Rows", new("One row per", 6));

        foreach (var plan in sheets)
        {
            var line = sheet.Line(plan.Name, plan.Rows, RowMeaning(plan));
            line.Cell(1).Hyperlink = new XLHyperlink($"'{plan.Name}'!A1");
        }

        sheet.Gap();
        sheet.Section("What did not fit");

        foreach (var warning in warnings.DefaultIfEmpty("Everything did: no row, cell or character is missing from this workbook."))
        {
            sheet.Note(warning);
        }
    }

    private static string RowMeaning(SheetPlan plan) => plan.Part == 1
        ? plan.Report.RowMeaning
        : string.Create(CultureInfo.InvariantCulture, $"{plan.Report.RowMeaning} (part {plan.Part}: a sheet holds no more rows)");

    private static void TotalLines(TextSheet sheet, IReadOnlyList<Total> totals)
    {
        sheet.Gap();
        sheet.Keep(totals.Count + 2);
        sheet.Section("Totals");
        sheet.Headings(new("Section", 2), new("Total", 2), "Value", new("Meaning", 4));

        foreach (var total in totals)
        {
            sheet.Line(total.Section, total.Name, total.Value, total.Meaning);
        }
    }
}
