using System.Globalization;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook;

/// <summary>A sheet that holds a report's rows, or some of them when there are more than a sheet can hold.</summary>
/// <param name="Part">1 for the first sheet of a report, 2 for <c>File jobs (2)</c>.</param>
internal sealed record SheetPlan(ReportDefinition Report, int Part, long Rows)
{
    private const int LongestName = 31;

    // Excel reserves History for itself; the others are ours.
    private static readonly string[] Taken = ["History", "Summary", "Data dictionary", "About"];

    public string Name
    {
        get
        {
            var title = Taken.Contains(Report.Title, StringComparer.OrdinalIgnoreCase) ? Report.Title + " report" : Report.Title;
            var ending = Part == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Part})");
            return title[..Math.Min(title.Length, LongestName - ending.Length)] + ending;
        }
    }

    /// <summary>The Excel table, by the view's name, so that a formula and a query call it the same.</summary>
    public string Table => Part == 1 ? Report.View : string.Create(CultureInfo.InvariantCulture, $"{Report.View}_{Part}");

    /// <summary>The sheet's place in the package. Ours, because rows are streamed before ClosedXML numbers the sheets.</summary>
    public string Entry => $"xl/worksheets/{Table}.xml";

    /// <summary>The table's last row. A table needs a row below its header, if only an empty one.</summary>
    public long LastRow => Math.Max(Rows, 1) + 1;
}
