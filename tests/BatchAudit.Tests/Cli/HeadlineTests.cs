using System.Text.Json;
using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Tests.Cli;

/// <summary>A batch of 1,000 files that FAILED as a whole beside one of 10 that are OK: no summary may say that all is OK.</summary>
public sealed class HeadlineTests
{
    private const string OneFailed = """
        { "batches": [ { "id": "bat-failed", "files": 1000, "status": "FAILED" }, { "id": "bat-ok", "files": 10 } ] }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_of_a_batch_that_FAILED_are_missing_in_every_summary()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneFailed);

        var told = (await program.RunAsync("export", "--all", "--out", "out")).With(ExitCode.Done);
        var json = (await program.RunAsync("report", "--out", "out", "--json")).With(ExitCode.Done);

        Assert.Contains("Files    1,010: 1,000 MISSING, 10 OK (1 %); 0 unaccounted; 1 batch FAILED\n", told.Output, StringComparison.Ordinal);
        Assert.Equal(
            ["2 1010 10 1000 0 0"],
            program.Query<string>("select batches || ' ' || files || ' ' || ok || ' ' || missing || ' ' || awaited || ' ' || batches_not_known from nights"));
        Assert.Equal(
            ["files 1010", "MISSING 1000", "OK 10"],
            program.Query<string>("select name || ' ' || value from totals where name = 'files' or section = 'Files by outcome' order by position, value desc"));

        const string headline = "OK 10 of 1,010 files (1 %); 1,000 missing; 1 batch FAILED";
        using var summary = JsonDocument.Parse(json.Output);
        Assert.Equal(headline, summary.RootElement.GetProperty("headline").GetString());
        Assert.Contains("Files by outcome: MISSING 1000", Totals(summary.RootElement.GetProperty("totals")));
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(program.File("out", "manifest.json"), Cancelled));
        Assert.Contains("Files by outcome: MISSING 1000", Totals(manifest.RootElement.GetProperty("totals").GetProperty("lines")));
        Assert.Contains(headline + ".", Summary(program));
        Assert.Contains($"<p class=\"headline\">{headline}.</p>", await PageAsync(program), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_its_files_were_not_listed_no_share_is_told()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneFailed);

        var told = (await program.RunAsync("export", "--all", "--no-files", "--out", "out")).With(ExitCode.Done);

        const string caveat = "1 batch FAILED; the files of 1 batch are not known, so no share of all files can be told";
        Assert.Contains($"Files    10 known: 10 OK; 0 unaccounted; {caveat}\n", told.Output, StringComparison.Ordinal);
        Assert.Equal(["10 10 0 1"], program.Query<string>("select files || ' ' || ok || ' ' || missing || ' ' || batches_not_known from nights"));
        Assert.Equal(1, program.Scalar<long>("select value from totals where section = 'Batches' and name = 'files not known'"));
        Assert.Contains($"OK 10 of the 10 files that are known; {caveat}.", Summary(program));
        Assert.DoesNotContain(Summary(program), text => text.Contains("100 %", StringComparison.Ordinal));
        Assert.Contains($"<p class=\"headline\">OK 10 of the 10 files that are known; {caveat}.</p>", await PageAsync(program), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RUNNING", "\"results\": \"null\"", "files 4, awaited 4, missing 0, not known 0")]
    [InlineData("CANCELLED", "\"results\": \"listed\"", "files 4, awaited 0, missing 0, not known 0")]
    [InlineData("COMPLETED", "\"results\": \"absent\"", "files 4, awaited 4, missing 0, not known 0")]
    [InlineData("COMPLETED", "\"results\": \"empty\"", "files 4, awaited 0, missing 4, not known 0")]
    public async Task Files_that_a_batch_has_not_listed_count_as_awaited_or_missing(string status, string results, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(
            $$"""{ "batches": [ { "files": 4, "steps": [ { "status": "{{status}}", {{results}} } ] } ] }""");
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        Assert.Equal(expected, Assert.Single(program.Query<string>(
            "select 'files ' || files || ', awaited ' || awaited || ', missing ' || missing || ', not known ' || batches_not_known from nights")));
    }

    [Theory]
    [InlineData("RUNNING", 1)]
    [InlineData("CANCELLED", 1)]
    [InlineData("ARCHIVED", 1)]
    [InlineData("COMPLETED", 0)]
    public async Task Without_its_directory_only_the_results_of_a_batch_that_COMPLETED_are_all_there_is(string status, int notKnown)
    {
        await using var program = await BuiltProgram.AgainstAsync(
            $$"""{ "batches": [ { "files": 4, "steps": [ { "status": "{{status}}", "results": "listed" } ] } ] }""");
        (await program.RunAsync("collect", "--all", "--no-files")).With(ExitCode.Done);

        Assert.Equal(notKnown, program.Scalar<long>("select batches_not_known from nights"));
    }

    [Fact]
    public async Task A_file_of_which_nobody_can_tell_when_it_came_is_not_known_and_no_reason_to_call_all_OK()
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "batches": [ { "files": [ { "count": 3 }, { "undated": true, "row": "absent" } ] } ] }""");
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        Assert.Equal(["4 3 1 0"], program.Query<string>("select files || ' ' || ok || ' ' || unknown || ' ' || batches_not_known from nights"));
    }

    [Theory]
    [InlineData(0, 0, "")]
    [InlineData(0, 7, "0 %")]
    [InlineData(7, 7, "100 %")]
    [InlineData(10, 1_010, "1 %")]
    [InlineData(1, 1_000_000, "0.1 %")]
    [InlineData(999_999, 1_000_000, "99.9 %")]
    public void A_share_is_all_or_nothing_only_where_it_is(long part, long whole, string expected) =>
        Assert.Equal(expected, new Rate(part, whole).PerCent);

    private static IEnumerable<string> Totals(JsonElement totals) =>
        totals.EnumerateArray().Select(total => $"{total.GetProperty("section")}: {total.GetProperty("name")} {total.GetProperty("value")}");

    private static List<string> Summary(BuiltProgram program)
    {
        using var workbook = new XLWorkbook(program.File("out", "batch-audit.xlsx"));
        return [.. workbook.Worksheet("Summary").CellsUsed().Select(cell => cell.GetString())];
    }

    private static Task<string> PageAsync(BuiltProgram program) => File.ReadAllTextAsync(program.File("out", "index.html"), Cancelled);
}
