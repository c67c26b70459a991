using System.Text;
using System.Text.RegularExpressions;

namespace BatchAudit.Tests.Cli;

/// <summary>On a true terminal, with a server that knows how to steer one.</summary>
public sealed partial class TerminalTests
{
    private const string Owned = "\u001B]0;owned\u0007";

    private const string Hostile = """
        {
          "batches": [ { "id": "bat-1", "status": "\u001b]0;owned\u0007", "files": [ { "mapping_error": "\u001b]0;owned\u0007\u009b2J\u202e\u2028over\rwritten\nline" } ] }, { "id": "bat-2", "files": 1 } ],
          "faults": [ { "match": "GET /api/v2/batches/bat-2", "status": 404, "json": { "detail": "\u001b]0;owned\u0007\u202egone" } } ],
        }
        """;

    /// <summary>Each on a line of its own; \e is the escape.</summary>
    private const string Lines = """
        report file-jobs --out -
        report file-jobs --out - --format tsv
        report file-jobs --out - --format json
        report file-jobs --out - --format jsonl
        query|select * from file_jobs
        query|select * from file_jobs|--format|csv
        query|select * from file_jobs|--format|jsonl
        query|select '\e]0;owned\a' as "\e]0;owned\a"
        query|selekt \e]0;owned\a
        query|select 1|--file|\e]0;owned\a
        query|select 1|--history|\e]0;owned\a
        query --list
        timeline bat-1 --format csv
        timeline bat-1
        diff --format tsv
        status
        verify
        config
        collect bat-1 --dry-run
        collect|\e]0;owned\a
        \e]0;owned\a
        help|\e]0;owned\a
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_others_wrote_never_steers_it_whichever_way_it_comes()
    {
        await using var program = await CollectedAsync();
        program.Environment["TERM"] = "dumb";
        program.Environment["BATCH_AUDIT_PROJECT"] = Owned;

        foreach (var some in Lines.Replace("\\e", "\u001B", StringComparison.Ordinal).Replace("\\a", "\a", StringComparison.Ordinal).Split('\n').Chunk(4))
        {
            await Task.WhenAll(some.Select(async line =>
            {
                var shown = (await program.RunOnTerminalAsync("", line.Split(line.Contains('|', StringComparison.Ordinal) ? '|' : ' '))).Output;

                Assert.NotEqual("", shown);
                Assert.False(Steering().IsMatch(LineEnd().Replace(shown, "\n")), $"{line}: {shown}");
            }));
        }
    }

    [Theory]
    [InlineData("watch bat-1 --deadline 1s --every 1s")]
    [InlineData("collect --all --refresh")]
    public async Task Our_own_colours_and_moving_lines_survive(string line)
    {
        await using var program = await CollectedAsync();
        program.Environment["TERM"] = "xterm";

        var shown = (await program.RunOnTerminalAsync("", line.Split(' '))).Output;

        Assert.Contains("\u001B[", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001B]0;", shown, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202E', shown);
    }

    [Theory]
    [InlineData("report file-jobs --out -")]
    [InlineData("timeline bat-1 --format csv")]
    public async Task A_pipe_gets_every_byte_as_it_is_also_when_the_messages_go_to_a_terminal(string line)
    {
        await using var program = await CollectedAsync();

        var ended = (await program.RunAsync(line.Split(' '))).With(ExitCode.Done);
        (await program.RunOnTerminalAsync("> bytes", line.Split(' '))).With(ExitCode.Done);

        Assert.Contains(Owned, ended.Output, StringComparison.Ordinal);
        Assert.Equal(ended.Output, await File.ReadAllTextAsync(program.File("bytes"), Cancelled));
    }

    [Fact]
    public async Task What_is_longer_than_a_buffer_is_shown_whole_whatever_is_cut_where()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": [ { "count": 900, "mapping_error": "für 文件 😀" } ] } ] }""");
        program.Environment["TERM"] = "dumb";
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var piped = (await program.RunAsync("report", "file-jobs", "--out", "-")).With(ExitCode.Done).Output;
        var shown = (await program.RunOnTerminalAsync("", "report", "file-jobs", "--out", "-")).Output;

        Assert.InRange(Encoding.UTF8.GetByteCount(piped), 1 << 16, 1 << 24);
        Assert.Equal(piped.ReplaceLineEndings("\n"), LineEnd().Replace(shown, "\n"));
    }

    private static async Task<BuiltProgram> CollectedAsync()
    {
        var program = await BuiltProgram.AgainstAsync(Hostile);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Partial);
        return program;
    }

    [GeneratedRegex(@"[\p{Cc}\p{Cf}\p{Zl}\p{Zp}-[\n\t]]")]
    private static partial Regex Steering();

    /// <summary>A terminal puts a return before each line end, also where there was one.</summary>
    [GeneratedRegex(@"\r+\n")]
    private static partial Regex LineEnd();
}
