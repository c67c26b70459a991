using System.Text.Json;

namespace BatchAudit.Tests.Cli;

public sealed class PrintedReportTests
{
    private const string Batch = """{ "batches": [ { "id": "bat-1", "files": [ { "count": 2 }, { "mapping_error": "=HYPERLINK(1)" } ] } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public async Task One_report_is_on_standard_output_byte_for_byte_as_in_its_file_and_nothing_else_is(string format)
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("export", "--all", "--out", "out", "--format", format)).With(ExitCode.Done);
        var reports = program.Files.Where(IsReport).ToList();

        var ended = (await program.RunAsync("report", "file-jobs", "--out", "-", "--format", format)).With(ExitCode.Done);

        Assert.Equal(await File.ReadAllTextAsync(program.File("out", "file-jobs." + format), Cancelled), ended.Output);
        Assert.Equal(reports, program.Files.Where(IsReport));
    }

    [Fact]
    public async Task Csv_is_what_is_printed_unless_said_otherwise_and_what_it_could_not_hold_is_said_on_stderr()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunAsync("report", "--report", "mapping-errors", "--out", "-")).With(ExitCode.Done);

        Assert.StartsWith("batch_id,batch_status,", ended.Output, StringComparison.Ordinal);
        Assert.Equal("mapping-errors: 1 cell got a ' in front, for a spreadsheet would have run the text as a formula.\n", ended.Error);
        Assert.Equal("", (await program.RunAsync("report", "mapping-errors", "--out", "-", "--quiet")).With(ExitCode.Done).Error);
    }

    [Fact]
    public async Task Findings_end_it_with_5_after_all_the_rows()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunAsync("report", "findings", "--out", "-", "--format", "jsonl", "--fail-on", "mapping_error")).With(ExitCode.Findings);

        Assert.Contains("MAPPING_ERROR", ended.Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("rule").GetString()));
    }

    [Fact]
    public async Task Reports_can_be_named_without_an_option()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        (await program.RunAsync("report", "runs", "batches", "--report", "drift", "--format", "csv", "--out", "out")).With(ExitCode.Done);

        Assert.Equal(
            ["batches.csv", "drift.csv", "manifest.json", "runs.csv"],
            Directory.EnumerateFiles(program.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_says_so_and_prints_no_row()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunAsync("report", "runs", "--out", "-", "--dry-run")).With(ExitCode.Done);

        Assert.Equal(("", "Would print runs. Nothing was written.\n"), (ended.Output, ended.Error));
    }

    [Fact]
    public async Task A_full_disk_behind_standard_output_is_no_success()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunShellAsync("exec \"$@\" > /dev/full", "report", "file-jobs", "--out", "-")).With(ExitCode.Partial);

        Assert.Contains("error: Not everything could be written", ended.Error, StringComparison.Ordinal);
    }

    /// <summary>Unlike what SQLite leaves beside a history that was read.</summary>
    private static bool IsReport(string file) => !file.StartsWith("batch-audit.db", StringComparison.Ordinal);
}
