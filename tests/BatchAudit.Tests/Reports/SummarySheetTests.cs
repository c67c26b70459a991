using System.Globalization;
using BatchAudit.Reporting;
using BatchAudit.Reports.Workbook;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using C = DocumentFormat.OpenXml.Drawing.Charts;

namespace BatchAudit.Tests.Reports;

public sealed class SummarySheetTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public void The_balance_is_said_in_words_and_numbers_and_that_it_does_not_hold()
    {
        Write(SummarySource.Catalog);
        var lines = Lines();
        Assert.Contains("Files in directories + files in results − 2 × matched − missing − late added − deleted − orphans − without a listing − awaited = unaccounted for, which must be 0 in every batch.", lines);
        Assert.Contains("12 + 8 − 2 × 8 − 2 − 0 − 0 − 0 − 0 − 0 = 2", lines);
        Assert.Contains("It does not in 1 batch: see the findings of rule UNACCOUNTED.", lines);
        Assert.Contains("7 OK + 0 mapping failed + 1 job failed + 0 cancelled + 0 in progress + 0 unknown + 0 missing + 0 awaited = 8 files that should have been processed, each once per batch.", lines);
    }

    [Fact]
    public void A_balance_that_holds_is_said_to()
    {
        Write(Batches(SummarySource.Batch("bat-1", 1), SummarySource.Batch("bat-2", 1)));
        Assert.Contains("It does, in each of 2 batches.", Lines());
    }

    [Fact]
    public void Too_many_here_do_not_make_good_too_few_there()
    {
        Write(Batches(
            [.. SummarySource.Batch("bat-1", 1).Select((cell, column) => ReportCatalog.Batches.Columns[column].Name == "unaccounted" ? 1L : cell)],
            [.. SummarySource.Batch("bat-2", 1).Select((cell, column) => ReportCatalog.Batches.Columns[column].Name == "unaccounted" ? -1L : cell)]));
        Assert.Contains("It does not in 2 batches: see the findings of rule UNACCOUNTED.", Lines());
    }

    [Fact]
    public void Rates_say_what_they_are_shares_of()
    {
        Write(SummarySource.Catalog);
        Assert.Equal(
            [
                "Files OK|Job seen COMPLETED, of all there should be|7|8|0.875",
                "Files mapped|With a job, of all rows and files without a row|8|10|0.8",
                "Jobs OK|COMPLETED, of the jobs asked for, not of files|6|8|0.75",
                "Jobs OK, extract_v2|The same, of this type|0|0|",
                "Jobs OK, parse_v2|The same, of this type|6|8|0.75",
            ],
            Rows().SkipWhile(row => !row.StartsWith("Rate|", StringComparison.Ordinal)).Skip(1).Take(5));
    }

    [Fact]
    public void What_was_never_taken_up_is_in_the_tiles_the_sentence_the_rates_and_the_chart()
    {
        Write(new Dictionary<ReportDefinition, IEnumerable<object?[]>>
        {
            [ReportCatalog.Nights] = [SummarySource.Night("2026-05-01", 10, 0, missing: 1_000)],
            [ReportCatalog.Batches] = [SummarySource.Batch("bat-1", 1), SummarySource.Batch("bat-2", 1, "FAILED")],
        });
        Assert.Equal(
            ["Batches|Batches failed|Files|OK|Failed|Missing|None of these, or not known|Findings: errors|Files unaccounted for", "2|1|1010|10|0|1000|0|0|0"],
            Rows().SkipWhile(row => !row.StartsWith("Batches|", StringComparison.Ordinal)).Take(2));
        Assert.Contains("OK 10 of 1,010 files (1 %); 1,000 missing; 1 batch FAILED.", Lines());
        Assert.Contains("Files OK|Job seen COMPLETED, of all there should be|10|1010|0.01", Rows());
        using var document = SpreadsheetDocument.Open(Target, isEditable: false);
        Assert.Contains("1000", Charts(document)[0].Descendants<C.BarChartSeries>()
            .Single(series => series.SeriesText!.InnerText.EndsWith("Missing", StringComparison.Ordinal)).Descendants<C.NumericValue>().Select(value => value.Text));
    }

    [Fact]
    public void Where_the_files_of_a_batch_are_not_known_no_share_of_files_is_told()
    {
        Write(new Dictionary<ReportDefinition, IEnumerable<object?[]>>
        {
            [ReportCatalog.Nights] = [SummarySource.Night("2026-05-01", 10, 0, notKnown: 2)],
            [ReportCatalog.Batches] = [SummarySource.Batch("bat-1", 1)],
        });
        Assert.Contains("Files known", Lines());
        Assert.Contains("Missing, as far as known", Lines());
        Assert.Contains("OK 10 of the 10 files that are known; the files of 2 batches are not known, so no share of all files can be told.", Lines());
        Assert.Contains("It does, in the one batch. But the files of 2 batches are not known.", Lines());
        Assert.Contains("Files OK|Job seen COMPLETED, of all there should be|10|10|", Rows());
        Assert.Contains("Files mapped|With a job, of all rows and files without a row|4|5|", Rows());
    }

    [Fact]
    public void The_tiles_are_the_numbers_to_know_first()
    {
        Write(SummarySource.Catalog, new FindingCount("JOB_FAILED", "ERROR", 3), new FindingCount("STUCK", "WARNING", 9));
        Assert.Equal(
            ["Batches|Batches failed|Files|OK|Failed|Missing|None of these, or not known|Findings: errors|Files unaccounted for", "3|0|8|7|1|0|0|3|2"],
            Rows().SkipWhile(row => !row.StartsWith("Batches|", StringComparison.Ordinal)).Take(2));
    }

    [Fact]
    public void Every_chart_shows_what_is_in_the_cells_it_names()
    {
        Write(SummarySource.Catalog);
        using var workbook = new XLWorkbook(Target);
        using var document = SpreadsheetDocument.Open(Target, isEditable: false);
        var charts = Charts(document);
        Assert.Equal(["bar", "bar", "col"], charts.Select(chart => chart.Descendants<C.BarDirection>().Single().Val!.InnerText).Order());

        foreach (var reference in charts.SelectMany(chart => chart.Descendants<C.Formula>()))
        {
            var (sheet, range) = (reference.Text.Split('!')[0].Trim('\''), reference.Text.Split('!')[1].Replace("$", "", StringComparison.Ordinal));
            var cells = workbook.Worksheet(sheet).Range(range).Cells().Select(cell => Convert.ToString(cell.Value, CultureInfo.InvariantCulture));
            Assert.Equal(cells, reference.Parent!.Descendants<C.NumericValue>().Select(value => value.Text));
        }
    }

    [Fact]
    public void Charts_are_of_the_last_31_nights_the_20_largest_groups_and_the_20_longest_batches()
    {
        Write(new Dictionary<ReportDefinition, IEnumerable<object?[]>>
        {
            [ReportCatalog.Nights] = [SummarySource.Night(null, 1, 1), .. Enumerable.Range(1, 40).Select(n => SummarySource.Night($"2026-05-{n:D2}", n, 0))],
            [ReportCatalog.ErrorGroups] = Enumerable.Range(0, 30).Select(n => SummarySource.Group($"error {n}", n % 25)),
            [ReportCatalog.Batches] = Enumerable.Range(0, 30).Select(n => SummarySource.Batch($"bat-{n}", 100 - n)),
        });
        using var document = SpreadsheetDocument.Open(Target, isEditable: false);
        var labels = Charts(document).Select(chart => chart.Descendants<C.CategoryAxisData>().First().Descendants<C.NumericValue>().Select(value => value.Text).ToList());
        Assert.Equal(
            [
                Enumerable.Range(10, 31).Select(n => $"2026-05-{n:D2}"),
                ["error 24", "error 23", .. Enumerable.Range(0, 18).Select(n => $"error {22 - n}")],
                Enumerable.Range(0, 20).Select(n => $"bat-{n}"),
            ],
            labels);
        Assert.Contains("Outcomes per night: the last 31 of 41", Lines());
    }

    [Fact]
    public void A_duration_is_only_told_of_a_batch_that_has_ended_and_not_changed_since()
    {
        Write(Batches(SummarySource.Batch("bat-1", 5), SummarySource.Batch("bat-2", 900, drift: 1), SummarySource.Batch("bat-3", 900, "RUNNING"), SummarySource.Batch("bat-4", -1), SummarySource.Batch("bat-5", 3, "FAILED")));
        Assert.Equal(
            ["Created, UTC|Batch|Job type|Status|Minutes", "05/01/2026 20:00:00|bat-1|parse_v2|COMPLETED|5", "05/01/2026 20:00:00|bat-5|parse_v2|FAILED|3"],
            Rows().SkipWhile(row => !row.StartsWith("Created, UTC|", StringComparison.Ordinal)));
        Assert.Contains(Lines(), line => line.EndsWith("; 3 others left out.", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_anything_to_show_there_are_no_charts()
    {
        Write(new Dictionary<ReportDefinition, IEnumerable<object?[]>>());
        using var document = SpreadsheetDocument.Open(Target, isEditable: false);
        Assert.Empty(Charts(document));
        AssertValid(document);
    }

    [Fact]
    public void The_schema_is_kept_with_charts_over_hostile_text()
    {
        Write(SummarySource.Catalog);
        using var document = SpreadsheetDocument.Open(Target, isEditable: false);
        Assert.Equal(3, Charts(document).Count);
        AssertValid(document);
    }

    [Fact]
    public void The_same_history_gives_the_same_charts()
    {
        Write(SummarySource.Catalog);
        var first = ChartParts();
        Write(SummarySource.Catalog);
        Assert.Equal(first, ChartParts());
    }

    [Fact]
    public void Every_sheet_prints_across_with_its_name_its_headings_and_page_numbers()
    {
        Write(SummarySource.Catalog);
        using var workbook = new XLWorkbook(Target);
        Assert.All(workbook.Worksheets, sheet =>
        {
            Assert.Equal((XLPageOrientation.Landscape, XLPaperSize.A4Paper), (sheet.PageSetup.PageOrientation, sheet.PageSetup.PaperSize));
            Assert.Equal(("&A", "Page &P of &N"), (sheet.PageSetup.Footer.Left.GetText(XLHFOccurrence.OddPages), sheet.PageSetup.Footer.Right.GetText(XLHFOccurrence.OddPages)));
            Assert.Equal(sheet.Name == "Summary" ? (0, 0) : (1, 1), (sheet.PageSetup.FirstRowToRepeatAtTop, sheet.PageSetup.LastRowToRepeatAtTop));
        });
    }

    public void Dispose() => _folder.Dispose();

    private string Target => _folder.File(WorkbookReportWriter.FileName);

    private static Dictionary<ReportDefinition, IEnumerable<object?[]>> Batches(params object?[][] batches) => new() { [ReportCatalog.Batches] = batches };

    private void Write(IReadOnlyDictionary<ReportDefinition, IEnumerable<object?[]>> catalog, params FindingCount[] found) => new WorkbookReportWriter().Write(
        _folder.Order(new CellSource(Samples.Numbered(3)) { Catalog = catalog, Found = found }, Samples.Report), TestContext.Current.CancellationToken);

    private IReadOnlyList<string> Lines()
    {
        using var workbook = new XLWorkbook(Target);
        return [.. workbook.Worksheet("Summary").CellsUsed().Select(cell => cell.GetString())];
    }

    /// <summary>Merged cells count once; an empty one between others is empty text.</summary>
    private IReadOnlyList<string> Rows()
    {
        using var workbook = new XLWorkbook(Target);
        return [.. workbook.Worksheet("Summary").RowsUsed().Select(row => string.Join('|', row.Cells(1, 9)
            .Where(cell => !cell.IsMerged() || cell.MergedRange().FirstCell().Address.Equals(cell.Address))
            .Select(cell => Convert.ToString(cell.Value, CultureInfo.InvariantCulture))))];
    }

    private static List<C.ChartSpace> Charts(SpreadsheetDocument document) =>
        [.. document.WorkbookPart!.WorksheetParts.SelectMany(part => part.DrawingsPart?.ChartParts ?? []).OrderBy(part => part.Uri.ToString()).Select(part => part.ChartSpace)];

    private List<string> ChartParts()
    {
        using var document = SpreadsheetDocument.Open(Target, isEditable: false);
        return [.. Charts(document).Select(chart => chart.OuterXml)];
    }

    private static void AssertValid(SpreadsheetDocument document) => Assert.Empty(
        new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
}
