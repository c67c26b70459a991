using System.Text.Json;

namespace BatchAudit.Tests.Cli;

public sealed class StatusTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    private const string OneFailed = """{ "batches": [ { "id": "bat-1", "files": 2, "rates": { "job_failed": 1 } } ] }""";

    [Fact]
    public async Task A_good_run_just_now_is_healthy()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneFailed);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunAsync("status", "--max-age", "26h", "--every", "24h")).With(ExitCode.Done);

        Assert.Equal("Status   healthy", ended.Lines[0]);
        Assert.Matches(@"^Last run 1 of 20[0-9T:.-]*Z, COMPLETE, 0 h ago$", ended.Lines[1]);
        Assert.Equal(["Missed   none", "Stuck    none", "Findings 2 errors: JOB_FAILED 2"], ended.Lines[2..]);
    }

    [Fact]
    public async Task Findings_that_are_named_are_unhealthy_and_a_program_reads_why()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneFailed);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunAsync("status", "--fail-on", "error", "--json")).With(ExitCode.Findings);

        using var document = JsonDocument.Parse(ended.Output);
        var root = document.RootElement;
        Assert.Equal(
            (false, "There are findings that --fail-on names.", 1, "COMPLETE", 5),
            (root.GetProperty("healthy").GetBoolean(), root.GetProperty("reasons")[0].GetString(), root.GetProperty("last_run").GetProperty("run_id").GetInt32(),
                root.GetProperty("last_run").GetProperty("state").GetString(), root.GetProperty("exit_code").GetInt32()));
    }

    [Fact]
    public async Task Of_the_demo_s_nights_it_says_what_the_findings_say_and_by_its_own_schedule()
    {
        string[] demoHistory = ["--history", "demo/demo.db"];
        var found = (await demo.Program.RunAsync(["query", "select message from findings where rule = 'RUN_MISSED'", "--format", "jsonl", .. demoHistory])).With(ExitCode.Done);
        var usual = (await demo.Program.RunAsync(["status", .. demoHistory])).With(ExitCode.Findings);
        var dense = (await demo.Program.RunAsync(["status", "--every", "12h", "--json", .. demoHistory])).With(ExitCode.Findings);

        Assert.Single(found.Lines);
        Assert.Equal("Status   unhealthy: Run 3 is PARTIAL.", usual.Lines[0]);
        Assert.Contains("RUN_MISSED 1", usual.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^Missed   1, the last between 2026-05-05T[0-9:.]*Z and 2026-05-07T[0-9:.]*Z$", usual.Output);

        using var document = JsonDocument.Parse(dense.Output);
        var root = document.RootElement;
        Assert.Equal(
            root.GetProperty("missed").EnumerateArray().Count(gap => gap.GetProperty("before").ValueKind != JsonValueKind.Null),
            root.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("rule").GetString() == "RUN_MISSED").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Without_a_history_there_is_nothing_to_judge()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneFailed);

        Assert.Contains("There is no history", (await program.RunAsync("status")).With(ExitCode.History).Error, StringComparison.Ordinal);
    }
}
