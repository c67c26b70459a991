using BatchAudit.Cli;

namespace BatchAudit.Tests.Cli;

/// <summary>Help and version have nothing to open: not even what cannot be opened.</summary>
public sealed class HelpTests
{
    [Fact]
    public async Task Every_help_and_the_version_open_neither_settings_nor_history_nor_network()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        await File.WriteAllTextAsync(program.File("batch-audit.json"), "{ poison", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(program.History, "poison", TestContext.Current.CancellationToken);
        program.Environment["HOME"] = "/dev/null/home";
        program.Environment["XDG_CONFIG_HOME"] = "/dev/null/home";
        program.Environment["BATCH_AUDIT_HISTORY"] = "/dev/null/history.db";
        program.Environment["BATCH_AUDIT_CONCURRENCY"] = "poison";
        program.Environment.Remove("LLAMA_CLOUD_API_KEY");

        foreach (var some in AllWords().Chunk(4))
        {
            foreach (var ended in await Task.WhenAll(some.Select(words => program.RunAsync(words.Split(' ')))))
            {
                ended.With(ExitCode.Done);
                Assert.Equal("", ended.Error);
                Assert.NotEqual("", ended.Output);
            }
        }

        Assert.Equal(["batch-audit.db", "batch-audit.json"], program.Files);
        Assert.Equal(0, program.Requests.Total);
    }

    [Fact]
    public async Task The_version_names_all_that_decides_how_the_program_behaves()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");

        var ended = (await program.RunAsync("--version")).With(ExitCode.Done);

        Assert.Matches(@"^batch-audit \d+\.\d+\.\d+\S* \(commit ([0-9a-f]{40}|unknown), schema \d+, SQLite 3\.\d+\.\d+\)\n$", ended.Output);
    }

    [Fact]
    public async Task Help_about_a_command_is_that_commands_help_and_about_nothing_is_refused()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");

        Assert.Equal((await program.RunAsync("diff", "--help")).Output, (await program.RunAsync("help", "diff")).With(ExitCode.Done).Output);
        Assert.Contains("There is no help about 'exit-code'.", (await program.RunAsync("help", "exit-code")).With(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    private static string[] AllWords()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        return ["--help", "--version", "help", "help exit-codes", .. RootCommandLine.Build(app).Subcommands.Select(command => command.Name + " --help")];
    }
}
