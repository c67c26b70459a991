using System.Text.Json;

namespace BatchAudit.Tests.Cli;

public sealed class ConfigTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Config_shows_every_value_and_who_says_so_and_of_a_key_only_that_it_is_set()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await File.WriteAllTextAsync(program.File("batch-audit.json"), """{ "concurrency": 4, "history": "" }""", Cancelled);
        await WriteUsersAsync(program, """{ "History": "mine.db", "concurrency": 2, "api_key_file": "secret.txt", "allow_http": true }""");
        program.Environment["LLAMA_CLOUD_BASE_URL"] = "https://me:secret@example.test";
        program.Environment["BATCH_AUDIT_API_KEY_COMMAND"] = "echo llx-other-secret";

        var ended = (await program.RunAsync("config")).With(ExitCode.Done);

        Assert.Equal(
            [
                "api_key llx-…(set) environment LLAMA_CLOUD_API_KEY",
                $"api_key_file secret.txt {Path.Combine(program.Home, "batch-audit", "settings.json")}",
                "api_key_command echo llx-… environment BATCH_AUDIT_API_KEY_COMMAND",
                "base_url https://…@example.test environment LLAMA_CLOUD_BASE_URL",
                $"allow_http True {Path.Combine(program.Home, "batch-audit", "settings.json")}",
                "project not set",
                "organization not set",
                $"history mine.db {Path.Combine(program.Home, "batch-audit", "settings.json")}",
                $"concurrency 4 {program.File("batch-audit.json")}",
                "deadline not set",
                "stuck_after 6h default",
                "out not set",
                "format csv,xlsx,html default",
                "fail_on not set",
                $"file {program.File("batch-audit.json")}",
                $"file {Path.Combine(program.Home, "batch-audit", "settings.json")}",
            ],
            ended.Lines.Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
        Assert.Equal("", ended.Error);
        Assert.DoesNotContain("secret@", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Config_as_json_has_the_same()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment["BATCH_AUDIT_STUCK_AFTER"] = "2h";

        var ended = (await program.RunAsync("config", "--json")).With(ExitCode.Done);

        var settings = JsonDocument.Parse(ended.Output).RootElement.GetProperty("settings").EnumerateArray().Select(setting => setting.GetRawText()).ToList();
        Assert.Contains("""{"name":"stuck_after","value":"2h","from":"environment BATCH_AUDIT_STUCK_AFTER","variable":"BATCH_AUDIT_STUCK_AFTER"}""", settings);
        Assert.Contains("""{"name":"deadline","value":null,"from":"default","variable":"BATCH_AUDIT_DEADLINE"}""", settings);
        Assert.DoesNotContain(BuiltProgram.Key, ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "histroy": "x.db" }""", "There is no setting 'histroy'", "Is it history?")]
    [InlineData("""{ "colour": "red" }""", "There is no setting 'colour'", "batch-audit config names them all.")]
    [InlineData("""{ "history": [ "x.db" ] }""", "The setting history in", "is a list.")]
    [InlineData("""{ "history": [] }""", "The setting history in", "is a list.")]
    [InlineData("""{ "history": { "path": "x.db" } }""", "The setting history in", "is an object.")]
    [InlineData("""{ "history": true }""", "The setting history in", "is true or false.")]
    [InlineData("""[ "history" ]""", "The settings file", "must be an object")]
    [InlineData("""{ "deadline": "soon" }""", "The setting deadline is 'soon', which is no span of time", "such as 2h")]
    [InlineData("""{ "stuck_after": 6 }""", "The setting stuck_after is '6'", "such as 6h")]
    [InlineData("""{ "format": "csv,pdf" }""", "The setting format is 'csv,pdf', and there is no 'pdf'.", "csv,xlsx")]
    [InlineData("""{ "fail_on": "jobs" }""", "The setting fail_on is 'jobs', and there is no 'jobs'.", "ERROR,WARNING")]
    [InlineData("""{ "allow_http": "perhaps" }""", "The setting allow_http is 'perhaps', which is neither true nor false.", "such as true")]
    [InlineData("""{ "out": "-" }""", "The setting out is '-', which is no folder.", "reports/nightly")]
    public async Task What_is_no_setting_is_named_with_its_file_and_ends_with_10(string file, string expected, string hint)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await WriteUsersAsync(program, file);

        foreach (var command in (string[][])[["config"], ["collect", "--all"]])
        {
            var ended = (await program.RunAsync(command)).With(ExitCode.Configuration);

            Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
            Assert.Contains(hint, ended.Error, StringComparison.Ordinal);
            Assert.Contains("settings.json", ended.Error, StringComparison.Ordinal);
        }

        Assert.Empty(program.Files);
        Assert.Equal(0, program.Requests.Total);
    }

    [Theory]
    [InlineData("""{ "api_key": "abc-canary" }""")]
    [InlineData("""{ "LLAMA_CLOUD_API_KEY": "abc-canary" }""")]
    [InlineData("""{ "project": "llx-canary" }""")]
    [InlineData("""{ "api_key_command": "echo llx-canary" }""")]
    [InlineData("""{ "llx-canary": 1 }""")]
    [InlineData("""{ "histroy": 1, "apikey": "abc-canary" }""")]
    public async Task A_key_in_a_settings_file_is_refused_and_not_repeated(string file)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await File.WriteAllTextAsync(program.File("batch-audit.json"), file, Cancelled);

        var ended = (await program.RunAsync("config")).With(ExitCode.Configuration);

        Assert.DoesNotContain("canary", ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.Contains("batch-audit.json", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_stand_in_for_the_options_that_are_not_given()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": [ { "mapping_error": "no" } ] } ] }""");
        await File.WriteAllTextAsync(
            program.File("batch-audit.json"), """{ "out": "nightly", "format": "jsonl", "fail_on": "mapping_error", "deadline": "1h", "stuck_after": "2h" }""", Cancelled);

        (await program.RunAsync("export", "--all")).With(ExitCode.Findings);
        (await program.RunAsync("status", "--fail-on", "drift")).With(ExitCode.Done);
        (await program.RunAsync("status")).With(ExitCode.Findings);
        (await program.RunAsync("report", "runs", "--format", "csv", "--out", "given", "--fail-on", "drift")).With(ExitCode.Done);

        Assert.True(File.Exists(program.File("nightly", "file-jobs.jsonl")));
        Assert.False(File.Exists(program.File("nightly", "file-jobs.csv")));
        Assert.True(File.Exists(program.File("given", "runs.csv")));
        Assert.Equal("6", (await program.RunAsync("query", "select stuck_after_ms / 1200000 as s from thresholds")).With(ExitCode.Done).Lines[1].Trim());
    }

    private static async Task WriteUsersAsync(BuiltProgram program, string settings)
    {
        Directory.CreateDirectory(Path.Combine(program.Home, "batch-audit"));
        await File.WriteAllTextAsync(Path.Combine(program.Home, "batch-audit", "settings.json"), settings, Cancelled);
    }
}
