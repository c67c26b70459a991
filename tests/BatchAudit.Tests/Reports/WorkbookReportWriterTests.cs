using System.IO.Compression;
using System.Xml;
using BatchAudit.Reporting;
using BatchAudit.Reports.Workbook;
using ClosedXML.Excel;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace BatchAudit.Tests.Reports;

public sealed class WorkbookReportWriterTests : IDisposable
{
    private readonly ReportFolder _folder = new();

    [Fact]
    public void The_schema_is_kept_by_empty_full_hostile_and_overflowing_sheets()
    {
        Write(50, [Samples.Report, Samples.Named("runs"), Samples.Named("batches")], [], Samples.HostileTexts.Select(Samples.WithText), Samples.Numbered(120));
        AssertValid();
    }

    [Fact]
    public void Sheets_come_in_the_readers_order_findings_first()
    {
        Write(50, [Samples.Report, Samples.Named("runs"), Samples.Named("findings")], [], [], []);
        Assert.Equal(["Summary", "Findings", "File jobs", "Runs", "Data dictionary", "About"], Open(workbook => workbook.Worksheets.Select(sheet => sheet.Name)));
    }

    [Fact]
    public void No_sheet_takes_a_name_that_is_taken()
    {
        Write(50, [Samples.Named("history"), Samples.Named("about"), Samples.Named("summary"), Samples.Named("a-report-with-a-name-longer-than-31-characters")], [], [], [], Samples.Numbered(51));
        Assert.Equal(
            ["Summary", "History report", "About report", "Summary report", "A report with a name longer tha", "A report with a name longer (2)", "Data dictionary", "About"],
            Open(workbook => workbook.Worksheets.Select(sheet => sheet.Name)));
        AssertValid();
    }

    [Fact]
    public void A_report_that_just_fits_takes_one_sheet()
    {
        Assert.Empty(Write(50, [Samples.Report], Samples.Numbered(50)).Warnings);
        Assert.Equal(["A1:G51"], Open(workbook => workbook.Worksheets.SelectMany(sheet => sheet.Tables).Select(table => table.RangeAddress.ToString()!)));
    }

    [Fact]
    public void A_report_with_more_rows_goes_on_in_further_sheets_and_says_so()
    {
        var written = Write(50, [Samples.Report, Samples.Named("runs")], Samples.Numbered(120), Samples.Numbered(3));
        Assert.Equal([new WrittenReport("file-jobs", 120), new WrittenReport("runs", 3)], written.Reports);
        Assert.Equal(["file-jobs: more rows than a sheet can hold, so it goes on in 'File jobs (2)', 'File jobs (3)'."], written.Warnings);

        Assert.Equal(
            ["File jobs A1:G51", "File jobs (2) A1:G51", "File jobs (3) A1:G21", "Runs A1:G4"],
            Open(workbook => workbook.Worksheets.SelectMany(sheet => sheet.Tables).Select(table => $"{table.Worksheet.Name} {table.RangeAddress}")));
        Assert.Equal(Samples.Numbered(120), new WorkbookReadBack().Read(_folder.Path, Samples.Report));
        Assert.Equal(
            [("File jobs", 50d), ("File jobs (2)", 50d), ("File jobs (3)", 20d), ("Runs", 3d)],
            Open(workbook => workbook.Worksheet("Summary").RowsUsed().SkipWhile(row => row.Cell(1).GetString() != "Sheet").Skip(1).Take(4).Select(row => (row.Cell(1).GetString(), row.Cell(3).GetDouble()))));
        Assert.Contains(written.Warnings[0], Open(workbook => workbook.Worksheet("Summary").CellsUsed().Select(cell => cell.GetString())));
        Assert.Contains(written.Warnings[0], Open(workbook => workbook.Worksheet("About").CellsUsed().Select(cell => cell.GetString())));
        AssertValid();
    }

    [Fact]
    public void A_sheet_is_filled_to_Excels_last_row_and_not_further()
    {
        const int excelsRows = 1_048_576;
        new WorkbookReportWriter().Write(
            _folder.Order(new CellSource(Enumerable.Repeat(Samples.Row, excelsRows + 1)), Samples.Report), TestContext.Current.CancellationToken);
        using var package = ZipFile.OpenRead(_folder.File(WorkbookReportWriter.FileName));
        Assert.Equal(excelsRows, RowsOf(package.GetEntry("xl/worksheets/file_jobs.xml")!));
        Assert.Equal(3, RowsOf(package.GetEntry("xl/worksheets/file_jobs_2.xml")!));
    }

    [Fact]
    public void Fills_reach_from_the_first_row_to_the_last()
    {
        Write(50, [Samples.Report], Samples.Numbered(30));
        Assert.All(Open(workbook => workbook.Worksheet("File jobs").ConditionalFormats.Select(format => format.Range.RangeAddress.ToString()!)), range => Assert.Equal("C2:C31", range));
    }

    [Fact]
    public void Headings_are_frozen_and_columns_wide_enough_for_them()
    {
        Write(50, [Samples.Report], Samples.Numbered(3));
        using var workbook = new XLWorkbook(_folder.File(WorkbookReportWriter.FileName));
        var sheet = workbook.Worksheet("File jobs");
        Assert.Equal(1, sheet.SheetView.SplitRow);
        Assert.All(sheet.Row(1).CellsUsed(), cell => Assert.True(cell.WorksheetColumn().Width > cell.GetString().Length + 2));
    }

    [Fact]
    public void What_a_number_cell_or_a_time_cell_cannot_hold_is_text()
    {
        Write(50, [Samples.Report], [
            ["x", "x", "x", "1815-12-10T00:00:00.000Z", long.MaxValue, double.PositiveInfinity, 0L],
            ["x", "x", "x", "soon", 1_000_000_000_000_000L, double.MaxValue, 0L],
        ]);
        Assert.Equal(
            ["1815-12-10T00:00:00.000Z", "9223372036854775807", "Infinity", "soon", "1000000000000000", "1.7976931348623157E+308"],
            Open(workbook => workbook.Worksheet("File jobs").Range("D2:F3").Cells().Where(cell => cell.DataType == XLDataType.Text).Select(cell => cell.GetString())));
        AssertValid();
    }

    [Fact]
    public void A_number_is_written_to_its_last_digit()
    {
        Write(50, [Samples.Report], [[.. Samples.Row.Take(5), 123456789.12345679, 0L]]);
        using var package = ZipFile.OpenRead(_folder.File(WorkbookReportWriter.FileName));
        using var reader = new StreamReader(package.GetEntry("xl/worksheets/file_jobs.xml")!.Open());
        Assert.Contains("<v>123456789.12345679</v>", reader.ReadToEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_and_replaced_cells_are_counted_in_sentences() => Assert.Equal(
        [
            "file-jobs: 3 cells held more than 32767 characters and were cut; the text is whole in the other formats.",
            "file-jobs: characters that a workbook cannot hold were replaced by U+FFFD in 3 cells.",
        ],
        Write(50, [Samples.Report], [Samples.WithText(new string('m', 40_000)), Samples.WithText("a\u001Bb\u0000")]).Warnings);

    [Fact]
    public void The_dictionary_describes_every_column_once()
    {
        Write(50, [Samples.Report, Samples.Named("runs")], Samples.Numbered(120), []);
        Assert.Equal(
            Samples.Report.Columns.Select(column => "file-jobs " + column.Name).Concat(Samples.Report.Columns.Select(column => "runs " + column.Name)),
            Open(workbook => workbook.Worksheet("Data dictionary").RowsUsed().Skip(1).Select(row => $"{row.Cell(1).GetString()} {row.Cell(2).GetString()}")));
    }

    public void Dispose() => _folder.Dispose();

    private WrittenFile Write(long rowsPerSheet, ReportDefinition[] reports, params IEnumerable<object?[]>[] rows)
    {
        // The writer opens findings first, wherever they stand in the order.
        var writer = new WorkbookReportWriter(rowsPerSheet);
        return writer.Write(_folder.Order(new CellSource(rows), reports), TestContext.Current.CancellationToken).Single();
    }

    private IReadOnlyList<T> Open<T>(Func<XLWorkbook, IEnumerable<T>> read)
    {
        using var workbook = new XLWorkbook(_folder.File(WorkbookReportWriter.FileName));
        return [.. read(workbook)];
    }

    private static int RowsOf(ZipArchiveEntry sheet)
    {
        using var xml = XmlReader.Create(sheet.Open());
        var rows = 0;

        while (xml.Read())
        {
            rows += xml is { NodeType: XmlNodeType.Element, LocalName: "row" } ? 1 : 0;
        }

        return rows;
    }

    private void AssertValid()
    {
        using var document = SpreadsheetDocument.Open(_folder.File(WorkbookReportWriter.FileName), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }
}
