using System.Diagnostics;
namespace BatchAudit.Tests.Cli;

/// <summary>The emulator takes one key only: whichever the program found is the one it sent.</summary>
public sealed class KeySourceTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    /// <summary>What other places say.</summary>
    private const string Wrong = "llx-wrong";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_comes_from_a_file_or_a_command_named_by_flag_environment_or_settings()
    {
        await using var program = await StartAsync();
        await File.WriteAllTextAsync(program.File("key.txt"), BuiltProgram.Key + "\n", Cancelled);

        await CollectAsync(program, "--api-key-file", "key.txt");
        await CollectAsync(program, "--api-key-command", "cat key.txt");
        program.Environment["BATCH_AUDIT_API_KEY_FILE"] = "key.txt";
        await CollectAsync(program);
        program.Environment.Remove("BATCH_AUDIT_API_KEY_FILE");
        program.Environment["BATCH_AUDIT_API_KEY_COMMAND"] = "cat key.txt";
        await CollectAsync(program);
        program.Environment.Remove("BATCH_AUDIT_API_KEY_COMMAND");
        await WriteUsersAsync(program, $$"""{ "api_key_command": "cat '{{program.File("key.txt")}}'" }""");
        await CollectAsync(program);
    }

    [Fact]
    public async Task The_nearest_place_wins_and_in_one_the_key_then_its_file_then_its_command()
    {
        await using var program = await StartAsync();
        await File.WriteAllTextAsync(program.File("right.txt"), BuiltProgram.Key, Cancelled);
        await File.WriteAllTextAsync(program.File("wrong.txt"), Wrong, Cancelled);

        await WriteUsersAsync(program, $$"""{ "api_key_file": "{{program.File("right.txt")}}", "api_key_command": "cat wrong.txt" }""");
        await CollectAsync(program);

        // A command in the environment goes before a file in a settings file.
        await WriteUsersAsync(program, $$"""{ "api_key_file": "{{program.File("wrong.txt")}}" }""");
        program.Environment["BATCH_AUDIT_API_KEY_COMMAND"] = "cat right.txt";
        await CollectAsync(program);

        program.Environment["BATCH_AUDIT_API_KEY_FILE"] = "right.txt";
        program.Environment["BATCH_AUDIT_API_KEY_COMMAND"] = "cat wrong.txt";
        await CollectAsync(program);

        program.Environment["LLAMA_CLOUD_API_KEY"] = BuiltProgram.Key;
        program.Environment["BATCH_AUDIT_API_KEY_FILE"] = "wrong.txt";
        await CollectAsync(program);

        program.Environment["LLAMA_CLOUD_API_KEY"] = Wrong;
        await CollectAsync(program, "--api-key-file", "right.txt");
    }

    [Fact]
    public async Task A_path_in_the_users_settings_starts_from_there()
    {
        await using var program = await StartAsync();
        await WriteUsersAsync(program, """{ "api_key_file": "key.txt" }""");
        await File.WriteAllTextAsync(Path.Combine(program.Home, "batch-audit", "key.txt"), BuiltProgram.Key, Cancelled);

        await CollectAsync(program);
    }

    [Theory]
    [InlineData("--api-key-file", "nowhere.txt", "The API key cannot be read from its file")]
    [InlineData("--api-key-file", "empty.txt", "There is no API key in 'empty.txt'.")]
    [InlineData("--api-key-command", "true", "The command for the API key printed nothing.")]
    [InlineData("--api-key-command", "echo llx-canary; echo llx-canary >&2; exit 3", "The command for the API key ended with 3.")]
    [InlineData("--api-key-command", "echo llx-canary two", "The API key has characters in it that no request can carry.")]
    public async Task Where_no_key_comes_from_the_program_ends_with_10_and_repeats_nothing(string option, string value, string expected)
    {
        await using var program = await StartAsync();
        await File.WriteAllTextAsync(program.File("empty.txt"), "\n", Cancelled);

        var ended = (await program.RunAsync("collect", "--all", option, value)).With(ExitCode.Configuration);

        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(program.History));
    }

    [Theory]
    [InlineData("\"llx-canary123456789\"", "There are quotes around the API key.")]
    [InlineData("LLAMA_CLOUD_API_KEY=llx-canary123456789", "The API key begins with a variable's name and '='")]
    [InlineData("# mine\nLLAMA_CLOUD_API_KEY=llx-canary123456789", "The API key has characters in it that no request can carry.")]
    [InlineData("llx-canary\u0001", "The API key has characters in it that no request can carry.")]
    public async Task A_key_with_more_around_it_is_refused_from_every_source_before_it_is_sent(string key, string expected)
    {
        await using var program = await StartAsync();
        await File.WriteAllTextAsync(program.File("key.env"), key, Cancelled);

        foreach (var command in (string[][])[["doctor"], ["collect", "--all"]])
        {
            await RefusedAsync([.. command, "--api-key-file", "key.env"]);
            await RefusedAsync([.. command, "--api-key-command", "cat key.env"]);
            program.Environment["LLAMA_CLOUD_API_KEY"] = key;
            await RefusedAsync(command);
            program.Environment.Remove("LLAMA_CLOUD_API_KEY");
        }

        Assert.Equal(0, program.Requests.Total);
        Assert.Equal(["key.env"], program.Files);

        async Task RefusedAsync(string[] words)
        {
            var ended = (await program.RunAsync(words)).With(ExitCode.Configuration);
            Assert.Contains(expected, ended.Output + ended.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("canary", ended.Output + ended.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_key_file_without_end_or_without_text_ends_with_10()
    {
        await using var program = await StartAsync();
        await File.WriteAllTextAsync(program.File("long.txt"), new string('a', 10_000_000), Cancelled);
        await File.WriteAllTextAsync(program.File("longer-than-a-key.txt"), new string('a', 10_000), Cancelled);
        await File.WriteAllBytesAsync(program.File("bytes.bin"), [0, 1, 0xFF, 0xFE, 0x80], Cancelled);

        foreach (var file in program.Files)
        {
            (await program.RunAsync("collect", "--all", "--api-key-file", file)).With(ExitCode.Configuration);
        }
    }

    [Fact]
    public async Task What_a_command_says_on_stderr_is_not_shown_and_what_comes_in_is_not_its_to_read()
    {
        await using var program = await StartAsync();

        var ended = (await program.RunWithInputAsync(
            "bat-1\n", "collect", "--from", "-", "--api-key-command", $"cat; echo {BuiltProgram.Key}; echo {BuiltProgram.Key} >&2")).With(ExitCode.Done);

        Assert.DoesNotContain(BuiltProgram.Key, ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.Equal(1, program.BatchesAsked);
    }

    [Fact]
    public async Task A_command_that_leaves_something_behind_which_holds_its_output_is_not_waited_for()
    {
        await using var program = await StartAsync();

        try
        {
            await CollectAsync(program, "--api-key-command", $"sleep 3600 & echo $! >agent; echo {BuiltProgram.Key}");
            Assert.Equal(1, program.BatchesAsked);
        }
        finally
        {
            using var end = Process.Start("kill", [(await File.ReadAllTextAsync(program.File("agent"), CancellationToken.None)).Trim()]);
            await end.WaitForExitAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task Nothing_is_asked_for_the_key_that_does_not_need_it()
    {
        await using var program = await StartAsync();
        program.Environment["BATCH_AUDIT_API_KEY_COMMAND"] = "touch asked; echo " + BuiltProgram.Key;

        (await program.RunAsync("config")).With(ExitCode.Done);
        (await program.RunAsync("query", "select 1")).With(ExitCode.History);
        (await program.RunAsync("export", "--help")).With(ExitCode.Done);
        Assert.Empty(program.Files);

        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        Assert.Contains("asked", program.Files);
    }

    private static async Task<BuiltProgram> StartAsync()
    {
        var program = await BuiltProgram.AgainstAsync(OneBatch, apiKey: BuiltProgram.Key);
        program.Environment.Remove("LLAMA_CLOUD_API_KEY");
        return program;
    }

    private static async Task WriteUsersAsync(BuiltProgram program, string settings)
    {
        var folder = Directory.CreateDirectory(Path.Combine(program.Home, "batch-audit")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "settings.json"), settings, Cancelled);
    }

    private static async Task CollectAsync(BuiltProgram program, params string[] options) =>
        (await program.RunAsync(["collect", "--all", "--refresh", .. options])).With(ExitCode.Done);
}
