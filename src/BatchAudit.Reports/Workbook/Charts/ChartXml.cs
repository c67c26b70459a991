using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing.Charts;
using A = DocumentFormat.OpenXml.Drawing;

namespace BatchAudit.Reports.Workbook.Charts;

/// <summary>A <see cref="BarChart"/> as the XML of a chart part.</summary>
internal static class ChartXml
{
    private const uint LabelAxis = 1;
    private const uint ValueAxisId = 2;
    private const string Ink = "404040";
    private const string Line = "D9D9D9";

    // In hundredths of a point.
    private const int TitleSize = 1200;
    private const int TextSize = 900;

    public static ChartSpace Of(BarChart chart) => new(
        new RoundedCorners { Val = false },
        new Chart(
            Title(chart.Title, TitleSize, bold: true),
            new AutoTitleDeleted { Val = false },
            new PlotArea(new Layout(), Bars(chart), Labels(chart), Values(chart)),
            chart.Upright ? new Legend(new LegendPosition { Val = LegendPositionValues.Bottom }, new Overlay { Val = false }) : null!,
            new PlotVisibleOnly { Val = false },
            new DisplayBlanksAs { Val = DisplayBlanksAsValues.Gap }),
        new ShapeProperties(new A.SolidFill(new A.RgbColorModelHex { Val = "FFFFFF" }), Outline(Line)),
        Text(TextSize, bold: false));

    private static DocumentFormat.OpenXml.Drawing.Charts.BarChart Bars(BarChart chart)
    {
        var bars = new DocumentFormat.OpenXml.Drawing.Charts.BarChart(
            new BarDirection { Val = chart.Upright ? BarDirectionValues.Column : BarDirectionValues.Bar },
            new BarGrouping { Val = chart.Upright ? BarGroupingValues.Stacked : BarGroupingValues.Clustered },
            new VaryColors { Val = false });
        bars.Append(chart.Series.Select((series, index) => Series(series, (uint)index, chart)));

        if (!chart.Upright)
        {
            bars.Append(ShownValues(chart.ValueFormat));
        }

        bars.Append(new GapWidth { Val = chart.Upright ? (ushort)60 : (ushort)40 });

        if (chart.Upright)
        {
            bars.Append(new Overlap { Val = 100 });
        }

        bars.Append(new AxisId { Val = LabelAxis }, new AxisId { Val = ValueAxisId });
        return bars;
    }

    private static BarChartSeries Series(BarSeries series, uint index, BarChart chart) => new(
        new DocumentFormat.OpenXml.Drawing.Charts.Index { Val = index },
        new Order { Val = index },
        new SeriesText(new StringReference(new Formula(series.NameCell.Reference), Cache([series.Name]))),
        new ChartShapeProperties(new A.SolidFill(new A.RgbColorModelHex { Val = series.Colour })),
        new InvertIfNegative { Val = false },
        new CategoryAxisData(new StringReference(new Formula(chart.Labels.Cells.Reference), Cache(chart.Labels.Texts))),
        new DocumentFormat.OpenXml.Drawing.Charts.Values(
            new NumberReference(new Formula(series.Cells.Reference), Cache(series.Values, chart.ValueFormat))));

    private static StringCache Cache(IReadOnlyList<string> texts) => new(
        texts.Select((text, index) => (OpenXmlElement)new StringPoint(new NumericValue(SheetText.Of(text))) { Index = (uint)index })
            .Prepend(new PointCount { Val = (uint)texts.Count }));

    private static NumberingCache Cache(IReadOnlyList<double> values, string format) => new(
        values.Select((value, index) =>
                (OpenXmlElement)new NumericPoint(new NumericValue(value.ToString(CultureInfo.InvariantCulture))) { Index = (uint)index })
            .Prepend(new PointCount { Val = (uint)values.Count })
            .Prepend(new FormatCode(format)));

    private static DataLabels ShownValues(string format) => new(
        new NumberingFormat { FormatCode = format, SourceLinked = false },
        new DataLabelPosition { Val = DataLabelPositionValues.OutsideEnd },
        new ShowLegendKey { Val = false },
        new ShowValue { Val = true },
        new ShowCategoryName { Val = false },
        new ShowSeriesName { Val = false },
        new ShowPercent { Val = false },
        new ShowBubbleSize { Val = false });

    private static CategoryAxis Labels(BarChart chart) => new(
        new AxisId { Val = LabelAxis },
        new Scaling(new Orientation { Val = chart.Upright ? OrientationValues.MinMax : OrientationValues.MaxMin }),
        new Delete { Val = false },
        new AxisPosition { Val = chart.Upright ? AxisPositionValues.Bottom : AxisPositionValues.Left },
        new NumberingFormat { FormatCode = "@", SourceLinked = false },
        new MajorTickMark { Val = TickMarkValues.None },
        new MinorTickMark { Val = TickMarkValues.None },
        new TickLabelPosition { Val = TickLabelPositionValues.Low },
        new ChartShapeProperties(Outline(Line)),
        Text(TextSize, bold: false),
        new CrossingAxis { Val = ValueAxisId },
        new Crosses { Val = CrossesValues.AutoZero },
        new AutoLabeled { Val = false },
        new LabelAlignment { Val = LabelAlignmentValues.Center },
        new LabelOffset { Val = 100 },
        new NoMultiLevelLabels { Val = true });

    private static ValueAxis Values(BarChart chart) => new(
        new AxisId { Val = ValueAxisId },
        new Scaling(new Orientation { Val = OrientationValues.MinMax }, new MinAxisValue { Val = 0 }),
        new Delete { Val = false },
        new AxisPosition { Val = chart.Upright ? AxisPositionValues.Left : AxisPositionValues.Bottom },
        new MajorGridlines(new ChartShapeProperties(Outline(Line))),
        Title(chart.ValueTitle, TextSize, bold: false),
        new NumberingFormat { FormatCode = "#,##0", SourceLinked = false },
        new MajorTickMark { Val = TickMarkValues.None },
        new MinorTickMark { Val = TickMarkValues.None },
        new TickLabelPosition { Val = TickLabelPositionValues.NextTo },
        new ChartShapeProperties(new A.Outline(new A.NoFill())),
        Text(TextSize, bold: false),
        new CrossingAxis { Val = LabelAxis },
        // The first bar is on top, which would take the axis there, too.
        new Crosses { Val = chart.Upright ? CrossesValues.AutoZero : CrossesValues.Maximum },
        new CrossBetween { Val = CrossBetweenValues.Between });

    private static Title Title(string text, int size, bool bold) => new(
        new ChartText(new RichText(
            new A.BodyProperties(),
            new A.Paragraph(
                new A.ParagraphProperties(Font<A.DefaultRunProperties>(size, bold)),
                new A.Run(Font<A.RunProperties>(size, bold), new A.Text(text))))),
        new Overlay { Val = false });

    private static TextProperties Text(int size, bool bold) => new(
        new A.BodyProperties(),
        new A.Paragraph(
            new A.ParagraphProperties(Font<A.DefaultRunProperties>(size, bold)),
            new A.EndParagraphRunProperties { Language = "en-US" }));

    private static T Font<T>(int size, bool bold)
        where T : A.TextCharacterPropertiesType, new()
    {
        var font = new T { FontSize = size, Bold = bold };
        font.Append(new A.SolidFill(new A.RgbColorModelHex { Val = Ink }));
        return font;
    }

    private static A.Outline Outline(string colour) => new(new A.SolidFill(new A.RgbColorModelHex { Val = colour })) { Width = 9525 };
}
