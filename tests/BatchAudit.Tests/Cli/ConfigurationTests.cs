namespace BatchAudit.Tests.Cli;

public sealed class ConfigurationTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_settings_file_that_is_no_json_is_named()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await File.WriteAllTextAsync(program.File("batch-audit.json"), "{ history = here }", Cancelled);

        var ended = (await program.RunAsync("export", "--all")).With(ExitCode.Configuration);

        Assert.Contains("batch-audit.json", ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, program.Requests.Total);
        Assert.Equal(["batch-audit.json"], program.Files);
    }

    [Theory]
    [InlineData("LLAMA_CLOUD_BASE_URL", "ftp://example.test", "'ftp://example.test' cannot be used as the base URL.")]
    [InlineData("LLAMA_CLOUD_BASE_URL", "https://user:secret@example.test", "it has an '@' in it")]
    [InlineData("BATCH_AUDIT_CONCURRENCY", "many", "The setting concurrency is 'many', which is no number from 1 to 64")]
    [InlineData("BATCH_AUDIT_CONCURRENCY", "0", "The setting concurrency is '0', which is no number from 1 to 64")]
    [InlineData("LLAMA_CLOUD_BASE_URL", " ", "LLAMA_CLOUD_BASE_URL is set, but empty.")]
    [InlineData("LLAMA_CLOUD_API_KEY", "llx two", "The API key has characters in it that no request can carry.")]
    public async Task A_setting_that_cannot_be_used_is_named_and_nothing_is_made(string name, string value, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment[name] = value;

        var ended = (await program.RunAsync("export", "--all")).With(ExitCode.Configuration);

        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", ended.Error, StringComparison.Ordinal);
        Assert.Empty(program.Files);
    }

    [Theory]
    [InlineData("""{ "batches": [ { "flies": 1 } ] }""", "there is no setting 'flies'")]
    [InlineData("night one", "line 1")]
    public async Task A_scenario_that_is_none_is_refused_with_its_place(string scenario, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await File.WriteAllTextAsync(program.File("scenario.json"), scenario, Cancelled);

        var ended = (await program.RunAsync("emulate", "--port", "0", "--scenario", "scenario.json")).With(ExitCode.Configuration);

        Assert.Contains("scenario.json", ended.Error, StringComparison.Ordinal);
        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task A_flag_wins_over_the_environment_and_that_over_the_file_here_and_that_over_the_users_own()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        Directory.CreateDirectory(Path.Combine(program.Home, "batch-audit"));
        await File.WriteAllTextAsync(Path.Combine(program.Home, "batch-audit", "settings.json"), """{ "history": "users.db" }""", Cancelled);

        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        await File.WriteAllTextAsync(program.File("batch-audit.json"), """{ "history": "here.db" }""", Cancelled);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        program.Environment["BATCH_AUDIT_HISTORY"] = "environment.db";
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        (await program.RunAsync("collect", "--all", "--history", "flag.db")).With(ExitCode.Done);

        Assert.Equal(["environment.db", "flag.db", "here.db", "users.db"], program.Files.Where(file => file.EndsWith(".db", StringComparison.Ordinal)));
    }
}
