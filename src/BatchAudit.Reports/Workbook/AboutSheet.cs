using System.Globalization;
using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>Where the workbook comes from, so that it can be checked against the history, and what it could not hold.</summary>
internal static class AboutSheet
{
    public static void Add(XLWorkbook workbook, ReportOrigin origin, IReadOnlyCollection<string> warnings)
    {
        var sheet = new TextSheet(workbook, "About", 24, 110);
        sheet.Headings("What", "Value");
        sheet.Line("Tool version", origin.ToolVersion);
        sheet.Line("As of", UtcText.Of(origin.AsOf) ?? "never: the history is empty");
        sheet.Line("Generated at", UtcText.Of(origin.GeneratedAt) ?? "not said");
        sheet.Line("Newest observation", origin.Sequence.ToString(CultureInfo.InvariantCulture));
        sheet.Line("Chain head", origin.ChainHead ?? "none");
        sheet.Line("Times", "UTC. Cells show seconds and hold milliseconds.");
        sheet.Line("Text", "Ids and text are text cells. Characters that XML cannot hold are shown as U+FFFD; "
            + "text over 32,767 characters ends with how many are missing and the SHA-256 of the whole text.");
        sheet.Line("Limits hit", warnings.Count == 0 ? "none" : null);

        foreach (var warning in warnings)
        {
            sheet.Line("", warning);
        }

        PageLook.Apply(sheet.Sheet, sheet.Widths, headingRows: 1);
    }
}
