using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>How a sheet prints: A4 across, the headings on every page, and below each page the sheet's name and the page's number.</summary>
internal static class PageLook
{
    // What a page is wide at 100 %, in characters.
    private const double PageWidth = 140;

    // Below this nobody reads it; then rather several pages side by side, to be read one after the other.
    private const double LeastScale = 0.6;

    // In inches. The sides stay below what printers can't reach.
    private const double Margin = 0.4;
    private const double FooterMargin = 0.3;

    /// <param name="headingRows">Rows to repeat at the top of every page; 0 for none.</param>
    /// <param name="keyColumns">Columns to repeat on the left of every page when one is not wide enough; 0 for none.</param>
    public static void Apply(IXLWorksheet sheet, IReadOnlyList<double> widths, int headingRows = 0, int keyColumns = 0)
    {
        var setup = sheet.PageSetup;
        setup.PaperSize = XLPaperSize.A4Paper;
        setup.PageOrientation = XLPageOrientation.Landscape;
        setup.Margins.SetLeft(Margin).SetRight(Margin).SetTop(Margin).SetBottom(Margin + FooterMargin).SetFooter(FooterMargin);
        setup.Footer.Left.AddText(XLHFPredefinedText.SheetName);
        setup.Footer.Right.AddText("Page ");
        setup.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        setup.Footer.Right.AddText(" of ");
        setup.Footer.Right.AddText(XLHFPredefinedText.NumberOfPages);
        var pages = Pages(widths.Sum(), widths.Take(keyColumns).Sum());
        setup.FitToPages(pages, 0);
        setup.PageOrder = XLPageOrderValues.OverThenDown;

        if (headingRows > 0)
        {
            setup.SetRowsToRepeatAtTop(1, headingRows);
        }

        if (pages > 1 && keyColumns > 0)
        {
            setup.SetColumnsToRepeatAtLeft(1, keyColumns);
        }
    }

    /// <summary>Pages beside one another, each with the key, on which the columns can be read.</summary>
    private static int Pages(double width, double key)
    {
        var page = PageWidth / LeastScale;
        return width <= page ? 1 : (int)Math.Ceiling((width - key) / (page - key));
    }
}
