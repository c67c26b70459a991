using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace BatchAudit.Tests.Cli.Manual;

/// <summary>On a true terminal, with a pager that keeps what it is given.</summary>
[UnsupportedOSPlatform("windows")]
public sealed partial class PagerTests
{
    private const string Kept = "kept";

    [Fact]
    public async Task A_page_longer_than_the_screen_goes_to_the_pager_as_it_would_go_into_a_pipe()
    {
        await using var program = await WithPagerAsync();

        var shown = (await program.RunOnTerminalAsync("", "help", "reports")).With(ExitCode.Done);

        Assert.Equal((await program.RunAsync("help", "reports")).Output, await ReadAsync(program));
        Assert.Equal("paged\n", TextOf(shown));
    }

    [Theory]
    [InlineData("help library", "")]
    [InlineData("help exit-codes", "")]
    [InlineData("help reports", "CI=true")]
    [InlineData("help reports", "TERM=dumb")]
    [InlineData("help reports", "TERM=")]
    [InlineData("help reports", "PAGER=")]
    [InlineData("help reports", "PAGER=no-such-pager --with words")]
    [InlineData("help reports", "PAGER=/no/such/pager")]
    [InlineData("help reports", "PAGER=cat; touch kept")]
    [InlineData("help reports", "PAGER=keep")]
    [InlineData("help reports", "PAGER=false")]
    public async Task Otherwise_it_is_printed(string words, string setting)
    {
        await using var program = await WithPagerAsync();

        if (setting.Length > 0)
        {
            program.Environment[setting.Split('=')[0]] = setting.Split('=')[1];
        }

        var shown = (await program.RunOnTerminalAsync("", words.Split(' '))).With(ExitCode.Done);

        Assert.Equal((await program.RunAsync(words.Split(' '))).Output, TextOf(shown));
        Assert.False(File.Exists(program.File(Kept)));
    }

    [Theory]
    [InlineData("> file")]
    [InlineData("| cat > file")]
    public async Task A_file_or_a_pipe_gets_the_page_itself(string redirection)
    {
        await using var program = await WithPagerAsync();

        (await program.RunOnTerminalAsync(redirection, "help", "reports")).With(ExitCode.Done);

        Assert.False(File.Exists(program.File(Kept)));
        Assert.StartsWith("The reports", await File.ReadAllTextAsync(program.File("file"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pager_that_is_left_at_once_is_no_failure()
    {
        await using var program = await WithPagerAsync();
        program.Environment["PAGER"] = "true";

        Assert.Equal("", TextOf((await program.RunOnTerminalAsync("", "help", "reports")).With(ExitCode.Done)));
    }

    /// <summary>The pager lies in the working folder, where a bare name must not find it: see <c>PAGER=keep</c>.</summary>
    private static async Task<BuiltProgram> WithPagerAsync()
    {
        var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        var pager = program.File("keep");
        await File.WriteAllTextAsync(pager, $"#!/bin/sh\ncat > {Kept}\necho paged\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(pager, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        program.Environment["PAGER"] = $"\"{pager}\"";
        program.Environment["TERM"] = "xterm";
        program.Environment["CI"] = "";
        program.TerminalSize = (24, 80);
        return program;
    }

    private static Task<string> ReadAsync(BuiltProgram program) => File.ReadAllTextAsync(program.File(Kept), TestContext.Current.CancellationToken);

    /// <summary>A terminal puts a return before each line end, and what it is told about keys is no text.</summary>
    private static string TextOf(Ended shown) => Keys().Replace(shown.Output, "").Replace("\r", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\e\[\?1[hl]\e[=>]")]
    private static partial Regex Keys();
}
