using System.Globalization;
using System.Text.RegularExpressions;
using BatchAudit.Tests.Reports.LibreOffice;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace BatchAudit.Tests.Cli;

/// <summary>A query's workbook as programs read it: the first sheet, and tables by the names of their columns.</summary>
public sealed partial class QueryWorkbookTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_that_reads_the_first_sheet_reads_the_answer()
    {
        const string sql = "select batch_id, status from batches order by batch_id";
        var folder = demo.Program.File("first-sheet");
        Directory.CreateDirectory(folder);
        await AskAsync(sql, "first-sheet/answer.xlsx");

        Office.Convert([Path.Combine(folder, "answer.xlsx")], "csv", folder);

        var expected = (await demo.Program.RunAsync("query", "--history", "demo/demo.db", sql)).With(ExitCode.Done).Output;
        Assert.Equal(expected.ReplaceLineEndings("\n"), await File.ReadAllTextAsync(Path.Combine(folder, "answer.csv"), Cancelled));
    }

    [Fact]
    public async Task The_answer_is_the_active_sheet_and_only_where_it_comes_from_follows()
    {
        using var document = SpreadsheetDocument.Open(await AskAsync("select 1 as a", "active.xlsx"), isEditable: false);
        var workbook = document.WorkbookPart!.Workbook;

        Assert.Equal(["Query", "About"], workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value));
        Assert.Equal(0u, workbook.Descendants<WorkbookView>().Single().ActiveTab?.Value ?? 0);
    }

    [Theory]
    [InlineData("select 1 as 'a_x000D_b', 2 as '_x005F_', 3 as '_x005F_x0041_', 4 as '_x0041_x0042_'")]
    [InlineData("select 1 as \"line\nend\", 2 as \"tab\there\", 3 as \"back\rspace\", 4 as \" edges \"")]
    [InlineData("select 1 as 'A', 2 as 'a', 3 as 'a_2', 4 as '', 5 as ' ', 6 as 'É', 7 as 'é'")]
    [InlineData("select 1 as '=1+1', 2 as '@sum', 3 as '''quoted', 4 as '\"<&>\"', 5 as '[x]#', 6 as '$1', 7 as '${1}'")]
    [InlineData("select 1 as ' name=\"query\"', 2 as 'ref=\"A1:B2\"', 3 as 'query', 4 as '/xl/worksheets/sheet1.xml\"'")]
    [InlineData("select 1 as 'a\uFFFE', 2 as 'a\uFFFF', 3 as 'a\uFFFD', 4 as 'a\u0001', 5 as 'a\u0085', 6 as '\u202E'")]
    [InlineData("select {long}")]
    [InlineData("select 1 as observed_at, 2 as observed_at, 3, 4, 3")]
    public async Task A_heading_is_the_name_of_its_tables_column_whatever_is_in_it(string sql)
    {
        // Too long by far, and cut within a character of two units.
        var longest = $"1 as '{new string('x', 199)}{string.Concat(Enumerable.Repeat("😀", 60))}', 2 as '{new string('x', 300)}', 3 as '{new string('x', 301)}'";
        using var document = SpreadsheetDocument.Open(await AskAsync(sql.Replace("{long}", longest, StringComparison.Ordinal), "headings.xlsx"), isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(document, Cancelled).Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
        var part = document.WorkbookPart!.WorksheetParts.Single(part => part.TableDefinitionParts.Any());
        var headings = part.Worksheet.Descendants<Row>().First().Descendants<Text>().Select(text => Decoded(text.Text)).ToList();
        var names = part.TableDefinitionParts.Single().Table.Descendants<TableColumn>().Select(column => Decoded(column.Name!.Value!)).ToList();

        Assert.NotEmpty(headings);
        Assert.Equal(headings, names);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.InRange(name.Length, 1, 255));
    }

    private async Task<string> AskAsync(string sql, string file)
    {
        (await demo.Program.RunAsync("query", "--history", "demo/demo.db", sql, "--out", file)).With(ExitCode.Done);
        return demo.Program.File(file);
    }

    /// <summary>As Excel reads a cell's text and a table's names alike.</summary>
    private static string Decoded(string text) =>
        Escape().Replace(text, match => ((char)ushort.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
