using System.Globalization;
using System.Text;
using ClosedXML.Excel;

namespace BatchAudit.Tests.Reports.LibreOffice;

/// <summary>What a spreadsheet program other than ours makes of the files. Needs LibreOffice, which tests/run installs.</summary>
public sealed class LibreOfficeTests(ConvertedReports reports) : IClassFixture<ConvertedReports>
{
    // LibreOffice itself writes true so.
    private const string OfFlags = "TRUE()";

    [Fact]
    public void Without_the_guard_a_careless_import_would_run_a_formula()
    {
        using var workbook = new XLWorkbook(reports.UnguardedAsWorkbook);
        Assert.True(workbook.Worksheets.Single().Cell("A1").HasFormula);
    }

    [Fact]
    public void A_careless_import_of_the_CSV_runs_no_formula_and_negative_numbers_stay_numbers() =>
        AssertHarmless(reports.CsvAsWorkbook);

    [Fact]
    public void The_workbook_runs_no_formula_and_negative_numbers_stay_numbers() => AssertHarmless(reports.WorkbookAgain);

    [Fact]
    public void Every_cell_of_the_sheet_is_that_of_the_CSV_report()
    {
        var held = new WorkbookReadBack();
        var expected = new CsvReadBack("csv", ',').Read(reports.Folder, Samples.Report)
            .Select(row => row.Select(cell => Shown(cell is string text ? held.Held(text) : cell)).ToArray());
        Assert.Equal(expected, CsvReadBack.BySylvan(reports.SheetCsv("File jobs")).Skip(1).Select(row => row.Select(WithoutLineEnds).ToArray()));
    }

    [Fact]
    public void It_prints() => Assert.Equal("%PDF-", Encoding.ASCII.GetString(File.ReadAllBytes(reports.Pdf).AsSpan(0, 5)));

    private static void AssertHarmless(string converted)
    {
        using var workbook = new XLWorkbook(converted);
        Assert.DoesNotContain(
            workbook.Worksheets.SelectMany(sheet => sheet.CellsUsed()),
            cell => cell.HasFormula && cell.FormulaA1 != OfFlags);
        var rows = workbook.Worksheets.Single(sheet => sheet.Cell(1, 1).GetString() == "file_name").RowsUsed().Skip(1).ToList();
        Assert.Equal(Samples.HostileTexts.Count, rows.Count);
        Assert.All(rows.Select(row => row.Cell(5)), cell => Assert.Equal((XLDataType.Number, -17d), (cell.DataType, cell.GetDouble())));
        Assert.All(rows.Select(row => row.Cell(6)), cell => Assert.Equal((XLDataType.Number, -0.5), (cell.DataType, cell.GetDouble())));
    }

    private static string Shown(object? cell) => cell switch
    {
        null => "",
        1L => "TRUE",
        string text when text.EndsWith("07.000Z", StringComparison.Ordinal) => "2026-05-01 13:30:07",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => WithoutLineEnds((string)cell),
    };

    // LibreOffice knows but one kind of line end within a cell.
    private static string WithoutLineEnds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
}
