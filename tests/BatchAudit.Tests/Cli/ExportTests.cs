using System.Text.Json;

namespace BatchAudit.Tests.Cli;

public sealed class ExportTests
{
    private const string TwoBatches = """{ "batches": [ { "id": "bat-1", "files": 3 }, { "id": "bat-2", "files": [ { "count": 2 }, { "mapping_error": "Unsupported file type" } ] } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_export_of_all_batches_writes_the_history_a_table_per_report_and_a_workbook()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);

        var ended = (await program.RunAsync("export", "--all", "--out", "out")).With(ExitCode.Done);

        Assert.Equal(
            [
                "batch-audit.db", "batch-audit.db.lock", "out/batch-audit.xlsx", "out/batches.csv", "out/drift.csv",
                "out/error-groups.csv", "out/file-jobs.csv", "out/findings.csv", "out/index.html", "out/manifest.json", "out/mapping-errors.csv", "out/nights.csv", "out/reconciliation.csv",
                "out/rerun.csv", "out/runs.csv", "out/status-timeline.csv",
            ],
            program.Files);
        Assert.InRange(ended.Lines.Length, 1, 8);
        Assert.Contains("2 due: 2 read", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Files    6: ", ended.Output, StringComparison.Ordinal);
        Assert.Equal("", ended.Error);
        Assert.Equal(6, program.Scalar<long>("select count(*) from file_jobs"));
        Assert.Equal("COMPLETE", program.Scalar<string>("select state from runs"));
    }

    [Fact]
    public async Task Json_is_one_object_on_standard_output_and_nothing_else()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);

        var ended = (await program.RunAsync("export", "--all", "--json")).With(ExitCode.Done);

        using var document = JsonDocument.Parse(ended.Output);
        Assert.Equal(JsonValueKind.Object, document.RootElement.ValueKind);
        Assert.Single(ended.Lines);
        Assert.Equal((2, 2, 0), (Number("due"), Number("read"), Number("exit_code")));
        Assert.Equal("", ended.Error);

        int Number(string name) => document.RootElement.GetProperty(name).GetInt32();
    }

    [Fact]
    public async Task A_quiet_export_prints_nothing_and_still_writes_everything()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);

        var ended = (await program.RunAsync("export", "--all", "--quiet", "--out", "out")).With(ExitCode.Done);

        Assert.Equal(("", ""), (ended.Output, ended.Error));
        Assert.True(File.Exists(program.File("out", "batch-audit.xlsx")));
    }

    [Fact]
    public async Task Without_a_folder_the_reports_go_below_reports_by_the_time_of_the_run()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);

        (await program.RunAsync("export", "--all")).With(ExitCode.Done);

        var folder = Assert.Single(Directory.EnumerateDirectories(program.File("reports")));
        Assert.Matches("^[0-9]{8}T[0-9]{6}Z$", Path.GetFileName(folder));
        Assert.True(File.Exists(Path.Combine(folder, "file-jobs.csv")));
    }

    [Fact]
    public async Task Reports_come_from_the_history_alone_without_a_key_or_a_server_and_are_the_same()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);
        (await program.RunAsync("export", "--all", "--out", "online")).With(ExitCode.Done);
        var asked = program.Requests.Total;
        program.Environment.Clear();

        var ended = (await program.RunAsync("report", "--out", "offline")).With(ExitCode.Done);

        Assert.Equal(asked, program.Requests.Total);
        Assert.InRange(ended.Lines.Length, 1, 8);
        Assert.Equal(
            await File.ReadAllBytesAsync(program.File("online", "file-jobs.csv"), Cancelled),
            await File.ReadAllBytesAsync(program.File("offline", "file-jobs.csv"), Cancelled));
    }

    [Fact]
    public async Task Only_the_reports_and_formats_that_were_chosen_are_written()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);

        (await program.RunAsync("export", "--all", "--out", "out", "--report", "runs,batches", "--format", "json,csv")).With(ExitCode.Done);

        Assert.Equal(
            ["batches.csv", "batches.json", "manifest.json", "runs.csv", "runs.json"],
            Directory.EnumerateFiles(program.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_dry_run_prints_the_ids_that_are_due_and_writes_nothing()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);

        var ended = (await program.RunAsync("export", "--all", "--dry-run")).With(ExitCode.Done);

        Assert.Equal(["bat-1", "bat-2"], ended.Lines.Order(StringComparer.Ordinal));
        Assert.Empty(program.Files);
        Assert.Equal(0, program.BatchesAsked);
    }

    [Theory]
    [InlineData("--help", "export")]
    [InlineData("--version", "0.")]
    [InlineData("export --help", "--since")]
    public async Task Help_and_version_need_no_key_and_leave_an_empty_folder_empty(string words, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatches);
        program.Environment.Clear();

        var ended = (await program.RunAsync(words.Split(' '))).With(ExitCode.Done);

        Assert.Contains(expected, ended.Output, StringComparison.Ordinal);
        Assert.Equal("", ended.Error);
        Assert.Empty(program.Files);
    }
}
