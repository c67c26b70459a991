using System.Collections.Immutable;
using BatchAudit.Reports.Workbook.Charts;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>What the charts show, as cells: a table for each, and the chart over it. Each needs a row at least.</summary>
internal sealed class FigureTables(TextSheet sheet, Figures figures)
{
    private const int MaxLabelLength = 80;
    private const char ValueColumn = 'I';

    public BarChart Nights(ChartPlace place)
    {
        var nights = figures.Nights;
        sheet.Section(nights.Seen > nights.Shown.Count ? $"Outcomes per night: the last {nights.Shown.Count} of {nights.Seen}" : "Outcomes per night");
        sheet.Headings(["Night, UTC", .. Outcomes.All.Select(outcome => new Heading(outcome.Words))]);
        var first = sheet.Row;

        foreach (var night in nights.Shown)
        {
            sheet.Line([Day(night), .. night.Counts.Select(count => (object)count)]);
        }

        var series = Outcomes.All.Select((outcome, index) => new BarSeries(
            outcome.Words,
            Cells((char)('B' + index), first - 1, 1),
            outcome.Colour,
            Cells((char)('B' + index), first, nights.Shown.Count),
            [.. nights.Shown.Select(night => (double)night.Counts[index])]));
        return new BarChart(
            "What came of the files, by the night of their batches",
            "Stacked columns, one per night: files by outcome.",
            "Files",
            "#,##0",
            Upright: true,
            new BarLabels(Cells('A', first, nights.Shown.Count), [.. nights.Shown.Select(Day)]),
            [.. series],
            place);
    }

    public BarChart ErrorGroups(ChartPlace place)
    {
        var groups = figures.ErrorGroups;
        sheet.Section("Error groups, by files");
        sheet.Headings("Layer", new("Sample message", 6), "Batches", "Files");
        var first = sheet.Row;

        foreach (var group in groups)
        {
            sheet.Line(group.Layer, SheetText.Short(group.Message, MaxLabelLength), group.Batches, group.Files);
        }

        return new BarChart(
            "Errors, by how many files have them",
            "Bars, one per group of like errors, the largest on top: files that have such an error.",
            "Files",
            "#,##0",
            Upright: false,
            new BarLabels(Cells('B', first, groups.Count), [.. groups.Select(group => SheetText.Short(group.Message, MaxLabelLength))]),
            [Bars("Files", "E76F51", first, [.. groups.Select(group => (double)group.Files)])],
            place);
    }

    public BarChart Durations(ChartPlace place)
    {
        var batches = figures.Batches.LongestFirst;
        sheet.Section("Batches that took longest");
        sheet.Note("From created_at to updated_at, the nearest the server tells to an end, of batches that have ended and have not changed since"
            + $"{(figures.Batches.WithoutDuration is > 0 and var others ? $"; {Count.Of(others, "other")} left out" : "")}.");
        sheet.Headings(new("Created, UTC", 2), new("Batch", 4), "Job type", "Status", "Minutes");
        var first = sheet.Row;

        foreach (var batch in batches)
        {
            sheet.Line(batch.CreatedAt, SheetText.Short(batch.BatchId, MaxLabelLength), batch.JobType, batch.Status, batch.Took.TotalMinutes);
        }

        return new BarChart(
            "How long batches took, in minutes",
            "Bars, one per batch, the longest on top: minutes from its creation to its last update.",
            "Minutes",
            "#,##0.0",
            Upright: false,
            new BarLabels(Cells('C', first, batches.Count), [.. batches.Select(batch => SheetText.Short(batch.BatchId, MaxLabelLength))]),
            [Bars("Minutes", "4C78A8", first, [.. batches.Select(batch => batch.Took.TotalMinutes)])],
            place);
    }

    private static string Day(Night night) => night.Day.Length > 0 ? SheetText.Short(night.Day, MaxLabelLength) : "not told";

    private BarSeries Bars(string name, string colour, int first, ImmutableArray<double> values) =>
        new(name, Cells(ValueColumn, first - 1, 1), colour, Cells(ValueColumn, first, values.Length), values);

    private CellRange Cells(char column, int first, int count) => new(sheet.Sheet.Name, column, first, first + count - 1);
}
