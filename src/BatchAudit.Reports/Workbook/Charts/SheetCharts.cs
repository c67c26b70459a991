using System.Globalization;
using DocumentFormat.OpenXml.Drawing.Spreadsheet;
using DocumentFormat.OpenXml.Packaging;
using A = DocumentFormat.OpenXml.Drawing;
using C = DocumentFormat.OpenXml.Drawing.Charts;
using S = DocumentFormat.OpenXml.Spreadsheet;

namespace BatchAudit.Reports.Workbook.Charts;

/// <summary>Puts charts on a sheet of a saved workbook, as parts of their own: ClosedXML knows no charts.</summary>
internal static class SheetCharts
{
    private const string Relation = "charts";
    private const string ChartUri = "http://schemas.openxmlformats.org/drawingml/2006/chart";

    // 2 points in EMU: a border right on a page break is printed on both pages.
    private const string BelowPageBreak = "25400";

    /// <param name="saved">The workbook; afterwards the one with charts.</param>
    public static void Add(Stream saved, string sheet, IReadOnlyList<BarChart> charts)
    {
        if (charts.Count == 0)
        {
            return;
        }

        using var document = SpreadsheetDocument.Open(saved, isEditable: true);
        var workbook = document.WorkbookPart!;
        var id = workbook.Workbook.Descendants<S.Sheet>().Single(found => found.Name == sheet).Id!;
        var part = (WorksheetPart)workbook.GetPartById(id!);
        var drawings = part.AddNewPart<DrawingsPart>(Relation);
        drawings.WorksheetDrawing = new WorksheetDrawing();

        for (var i = 0; i < charts.Count; i++)
        {
            // Named by hand, for the SDK would draw a random name, and the same history is to give the same parts.
            var relation = string.Create(CultureInfo.InvariantCulture, $"chart{i + 1}");
            drawings.AddNewPart<ChartPart>(relation).ChartSpace = ChartXml.Of(charts[i]);
            drawings.WorksheetDrawing.Append(Anchor(charts[i], relation, (uint)i + 1));
        }

        part.Worksheet.AddChild(new S.Drawing { Id = Relation });
    }

    private static TwoCellAnchor Anchor(BarChart chart, string relation, uint id) => new(
        new FromMarker(
            new ColumnId(Text(chart.Place.FromColumn)), new ColumnOffset("0"), new RowId(Text(chart.Place.FromRow)), new RowOffset(BelowPageBreak)),
        new ToMarker(
            new ColumnId(Text(chart.Place.ToColumn)), new ColumnOffset("0"), new RowId(Text(chart.Place.ToRow)), new RowOffset("0")),
        new GraphicFrame(
            new NonVisualGraphicFrameProperties(
                new NonVisualDrawingProperties { Id = id, Name = chart.Title, Description = chart.Description },
                new NonVisualGraphicFrameDrawingProperties()),
            new Transform(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = 0, Cy = 0 }),
            new A.Graphic(new A.GraphicData(new C.ChartReference { Id = relation }) { Uri = ChartUri }))
        {
            Macro = "",
        },
        new ClientData());

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
