using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>The numbers to know before anything else, one above each column.</summary>
internal static class Tiles
{
    private const string Plain = "#FFE8EEF5";
    private const string Good = "#FFDDF1E4";
    private const string Bad = "#FFFBDCDD";

    public static void Add(TextSheet sheet, Figures figures)
    {
        var nights = figures.Nights;
        var failed = nights.Of("mapping_failed") + nights.Of("job_failed");
        var missing = nights.Of("missing");
        var batchesFailed = figures.Headline.BatchesFailed;
        var isWhole = figures.Headline.BatchesNotKnown == 0;
        var errors = figures.Findings.Where(finding => finding.Severity == "ERROR").Sum(finding => finding.Count);
        var unaccounted = figures.Batches.Balance.UnbalancedBatches;

        (string Label, long Value, string Fill)[] tiles =
        [
            ("Batches", figures.Batches.Count, Plain),
            ("Batches failed", batchesFailed, batchesFailed == 0 ? Good : Bad),
            (isWhole ? "Files" : "Files known", nights.Files, Plain),
            ("OK", nights.Of("ok"), Good),
            ("Failed", failed, failed == 0 ? Good : Bad),
            (isWhole ? "Missing" : "Missing, as far as known", missing, missing > 0 ? Bad : isWhole ? Good : Plain),
            ("None of these, or not known", nights.Files - nights.Of("ok") - failed - missing, Plain),
            ("Findings: errors", errors, errors == 0 ? Good : Bad),
            ("Files unaccounted for", figures.Batches.Balance.Unaccounted, unaccounted == 0 ? Good : Bad),
        ];

        for (var column = 1; column <= tiles.Length; column++)
        {
            var (label, value, fill) = tiles[column - 1];
            var above = sheet.Sheet.Cell(sheet.Row, column).SetValue(label);
            var below = sheet.Sheet.Cell(sheet.Row + 1, column).SetValue(value);
            above.Style.Font.FontSize = 10;
            above.Style.Alignment.WrapText = true;
            above.Style.Font.FontColor = XLColor.FromHtml("#FF52606D");
            below.Style.Font.FontSize = 20;
            below.Style.Font.Bold = true;
            below.Style.Font.FontColor = ColumnLook.Ink;
            below.Style.NumberFormat.Format = "#,##0";

            foreach (var cell in new[] { above, below })
            {
                cell.Style.Fill.BackgroundColor = XLColor.FromHtml(fill);
                cell.Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
                cell.Style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
                cell.Style.Border.LeftBorder = cell.Style.Border.RightBorder = XLBorderStyleValues.Thick;
                cell.Style.Border.LeftBorderColor = cell.Style.Border.RightBorderColor = XLColor.White;
            }
        }

        sheet.Sheet.Row(sheet.Row).Height = 30;
        sheet.Sheet.Row(sheet.Row + 1).Height = 32;
        sheet.Gap(2);
    }
}
