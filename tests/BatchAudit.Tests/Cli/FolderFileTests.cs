using System.Diagnostics;

namespace BatchAudit.Tests.Cli;

/// <summary><c>batch-audit.json</c> in the current folder may be somebody else's word.</summary>
public sealed class FolderFileTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("doctor")]
    [InlineData("config")]
    [InlineData("collect --all")]
    [InlineData("collect --all --dry-run")]
    [InlineData("export bat-1")]
    [InlineData("watch bat-1")]
    [InlineData("report")]
    [InlineData("query select_1")]
    [InlineData("status")]
    [InlineData("timeline bat-1")]
    [InlineData("diff")]
    [InlineData("verify")]
    [InlineData("anchor a.txt")]
    [InlineData("prune --payloads-older-than 1d --yes")]
    [InlineData("backup b.db")]
    [InlineData("listen --allow-unsigned --port 0")]
    public async Task No_command_runs_what_the_folder_names(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment.Remove("LLAMA_CLOUD_API_KEY");
        await File.WriteAllTextAsync(program.File("batch-audit.json"), """{ "api_key_command": "touch owned; echo x" }""", Cancelled);

        (await program.RunAsync(words.Split(' '))).With(ExitCode.Configuration);

        Assert.Equal(["batch-audit.json"], program.Files);
        Assert.Equal(0, program.Requests.Total);
    }

    [Theory]
    [InlineData("""{ "api_key_command": "touch owned" }""", "api_key_command", "runs a command", "BATCH_AUDIT_API_KEY_COMMAND")]
    [InlineData("""{ "API_Key_Command": "touch owned" }""", "api_key_command", "runs a command", "BATCH_AUDIT_API_KEY_COMMAND")]
    [InlineData("""{ "api_key_file": "/etc/hostname" }""", "api_key_file", "reads a file", "BATCH_AUDIT_API_KEY_FILE")]
    [InlineData("""{ "base_url": "https://evil.example" }""", "base_url", "where the key is sent", "LLAMA_CLOUD_BASE_URL")]
    [InlineData("""{ "history": "h.db", "base\u005furl": "https://evil.example" }""", "base_url", "where the key is sent", "LLAMA_CLOUD_BASE_URL")]
    [InlineData("""{ "allow_http": true }""", "allow_http", "in clear text", "BATCH_AUDIT_ALLOW_HTTP")]
    public async Task What_could_turn_against_the_user_ends_with_10_and_says_where_it_may_stand(string file, string name, string reason, string variable)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await File.WriteAllTextAsync(program.File("batch-audit.json"), file, Cancelled);

        // Also where a nearer source would win.
        foreach (var command in (string[][])[["config"], ["doctor"], ["collect", "--all", "--api-key-command", "echo x"]])
        {
            var ended = (await program.RunAsync(command)).With(ExitCode.Configuration);
            var said = ended.Output + ended.Error;

            Assert.Contains($"'{program.File("batch-audit.json")}' sets {name}.", said, StringComparison.Ordinal);
            Assert.Contains(reason, said, StringComparison.Ordinal);
            Assert.Contains($"set {variable} or write it into '{Path.Combine(program.Home, "batch-audit", "settings.json")}'", said, StringComparison.Ordinal);
        }

        Assert.Equal(["batch-audit.json"], program.Files);
        Assert.Equal(0, program.Requests.Total);
    }

    [Fact]
    public async Task The_users_own_file_may_say_all_of_it()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch, apiKey: BuiltProgram.Key);
        var folder = Directory.CreateDirectory(Path.Combine(program.Home, "batch-audit")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "key.txt"), BuiltProgram.Key, Cancelled);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "settings.json"),
            $$"""{ "api_key_file": "key.txt", "base_url": "{{program.Environment["LLAMA_CLOUD_BASE_URL"]}}", "allow_http": true }""",
            Cancelled);
        program.Environment.Clear();

        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("")]
    [InlineData("""{ "history": "a", "history": "b" }""")]
    [InlineData("""{ "history": "\ud800" }""")]
    [InlineData("""{ "\ud800": 1 }""")]
    [InlineData("""{ "history": "a\u0000b" }""")]
    [InlineData("""{ "out": "a\u0000b" }""")]
    [InlineData("""{ "concurrency": 1e999 }""")]
    public Task What_is_no_settings_file_ends_with_10(string text) => RefusedAsync(path => File.WriteAllText(path, text));

    [Fact]
    public Task Nesting_without_end_ends_with_10() => RefusedAsync(path => File.WriteAllText(path, new string('[', 1_000_000)));

    [Fact]
    public Task Ten_megabytes_end_with_10() => RefusedAsync(path => File.WriteAllText(path, $$"""{ "history": "{{new string('a', 10_000_000)}}" }"""));

    [Fact]
    public Task Bytes_that_are_no_text_end_with_10() => RefusedAsync(path => File.WriteAllBytes(path, [.. "{ \"history\": \""u8, 0xFF, .. "\" }"u8]));

    [Fact]
    public Task A_folder_ends_with_10() => RefusedAsync(path => Directory.CreateDirectory(path));

    [Fact]
    public Task A_pipe_that_nobody_writes_to_ends_with_10() => RefusedAsync(path => Process.Start("mkfifo", [path]).WaitForExit());

    private static async Task RefusedAsync(Action<string> make)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        make(program.File("batch-audit.json"));

        var ended = (await program.RunAsync("collect", "--all")).With(ExitCode.Configuration);

        Assert.Contains("batch-audit.json", ended.Error, StringComparison.Ordinal);
        Assert.InRange(ended.Error.Length, 1, 1000);
        Assert.Equal(0, program.Requests.Total);
    }
}
