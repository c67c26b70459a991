using System.Globalization;
using System.Text.Json;
using BatchAudit.History.Sqlite;

namespace BatchAudit.Tests.Cli;

public sealed class DoctorTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_all_is_well_every_check_is_OK_and_takes_one_call()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        var (asked, files) = (program.Requests.Total, Files(program));

        var checks = await ExamineAsync(program, ExitCode.Done);

        Assert.Equal(
            [
                "program OK", "settings OK", "key OK", "server OK", "clock OK", "disk-history OK", "disk-reports OK", "history OK", "integrity OK",
                "chain OK", "lock OK",
            ],
            checks.Select(check => $"{check.Name} {check.State}"));
        Assert.Equal(asked + 1, program.Requests.Total);
        Assert.Equal(files, Files(program));
    }

    [Fact]
    public async Task Before_the_first_run_it_says_so_and_makes_nothing()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);

        var history = (await ExamineAsync(program, ExitCode.Done)).Single(check => check.Name == "history");

        Assert.Equal(("WARN", "There is no history at 'batch-audit.db'."), (history.State, history.Message));
        Assert.Empty(program.Files);
    }

    [Fact]
    public async Task A_key_that_is_refused_fails_with_4_and_the_server_is_well()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch, apiKey: "llx-another");

        var checks = await ExamineAsync(program, ExitCode.Unauthorized);

        Assert.Equal(["key FAIL", "server OK", "clock OK"], checks.Skip(2).Take(3).Select(check => $"{check.Name} {check.State}"));
        Assert.Contains("Check LLAMA_CLOUD_API_KEY.", checks[2].Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LLAMA_CLOUD_API_KEY", "", "key", ExitCode.Unauthorized)]
    [InlineData("LLAMA_CLOUD_BASE_URL", "http://127.0.0.1:9", "server", ExitCode.Configuration)]
    [InlineData("LLAMA_CLOUD_BASE_URL", "ftp://example.test", "settings", ExitCode.Configuration)]
    [InlineData("BATCH_AUDIT_CONCURRENCY", "many", "settings", ExitCode.Configuration)]
    public async Task What_would_stop_a_run_fails_with_the_code_it_would_end_with(string name, string value, string check, ExitCode expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment[name] = value;

        var failed = Assert.Single(await ExamineAsync(program, expected), found => found.State == "FAIL");

        Assert.Equal((check, (int)expected), (failed.Name, failed.ExitCode));
        Assert.NotNull(failed.Fix);
    }

    [Theory]
    [InlineData("Mon, 04 May 2020 22:00:00 GMT", "WARN", "s ahead of the server's.")]
    [InlineData("Mon, 04 May 2099 22:00:00 GMT", "WARN", "s behind the server's.")]
    public async Task A_clock_that_is_off_is_told(string date, string state, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(
            $$"""{ "batches": [], "faults": [ { "match": "*", "status": 401, "headers": { "Date": "{{date}}" } } ] }""");

        var clock = (await ExamineAsync(program, ExitCode.Unauthorized)).Single(check => check.Name == "clock");

        Assert.Equal(state, clock.State);
        Assert.EndsWith(expected, clock.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_is_held_names_the_process_that_holds_it()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        using var history = SqliteHistory.Open(program.History);

        var held = (await ExamineAsync(program, ExitCode.Done)).Single(check => check.Name == "lock");

        Assert.Equal(("WARN", string.Create(CultureInfo.InvariantCulture, $"Process {Environment.ProcessId} is writing.")), (held.State, held.Message));
    }

    [Theory]
    [InlineData("drop trigger observation_no_delete; pragma foreign_keys = off; delete from observation where seq = 2", "chain")]
    [InlineData("pragma user_version = 99", "history")]
    public async Task A_history_that_is_not_whole_fails_with_9(string harm, string check)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        program.Execute(harm);

        Assert.Equal(check, Assert.Single(await ExamineAsync(program, ExitCode.History), found => found.State == "FAIL").Name);
    }

    [Fact]
    public async Task A_history_with_a_broken_page_fails_with_9_and_a_person_reads_what_to_do()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        program.Execute("pragma wal_checkpoint(truncate)");

        using (var file = File.OpenWrite(program.History))
        {
            // Not the first pages, which hold the schema.
            file.Position = file.Length - (8 * 4096);
            await file.WriteAsync(new byte[8 * 4096], Cancelled);
        }

        var ended = (await program.RunAsync("doctor")).With(ExitCode.History);

        Assert.Matches(@"\nFAIL  integrity     .*(damaged|malformed).*\n {20}Bring back a backup, or .* --history\.\n", ended.Output);
    }

    /// <summary>But for those that SQLite makes for a reader of a database with a log.</summary>
    private static string[] Files(BuiltProgram program) =>
        [.. program.Files.Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && !file.EndsWith("-wal", StringComparison.Ordinal))];

    private static async Task<List<Told>> ExamineAsync(BuiltProgram program, ExitCode expected)
    {
        var ended = (await program.RunAsync("doctor", "--json")).With(expected);
        using var document = JsonDocument.Parse(ended.Output);
        return [.. document.RootElement.GetProperty("checks").EnumerateArray().Select(Told.Of)];
    }

    private sealed record Told(string Name, string State, string Message, string? Fix, int ExitCode)
    {
        public static Told Of(JsonElement check) => new(
            check.GetProperty("name").GetString()!,
            check.GetProperty("state").GetString()!,
            check.GetProperty("message").GetString()!,
            check.GetProperty("fix").GetString(),
            check.GetProperty("exit_code").GetInt32());
    }
}
