using System.IO.Pipes;
using BatchAudit.Cli.Output.Streams;

namespace BatchAudit.Tests.Cli;

/// <summary>Standard output that nobody reads to its end, or that cannot be written at all.</summary>
public sealed class ClosedOutputTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": [ { "count": 2000 }, { "mapping_error": "no" } ] } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("collect --all --history pipeline/h.db")]
    [InlineData("collect --all --history pipe")]
    [InlineData("report --out broken-pipe")]
    public async Task A_place_that_is_called_like_a_pipe_is_none(string line)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        Directory.CreateDirectory(program.File("pipeline", "h.db"));
        Directory.CreateDirectory(program.File("pipe"));
        await File.WriteAllTextAsync(program.File("broken-pipe"), "a file", Cancelled);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = await program.RunAsync(line.Split(' '));

        Assert.True(ended.ExitCode is not ((int)ExitCode.Done or (int)ExitCode.Bug), $"{ended.ExitCode}\n{ended.Error}");
        Assert.StartsWith("error: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_have_no_end_end_with_their_reader()
    {
        await using var program = await CollectedAsync();

        var ended = await PipedAsync(program, "head -n 2", "query", "with recursive c(n) as (select 1 union all select n + 1 from c) select n from c");

        Assert.Equal(("n\n1\n", "", (int)ExitCode.Done), (ended.Output.ReplaceLineEndings("\n"), ended.Error, ended.ExitCode));
    }

    [Theory]
    [InlineData("report file-jobs --out - --fail-on error", ExitCode.Findings)]
    [InlineData("status --fail-on error", ExitCode.Findings)]
    [InlineData("verify", ExitCode.Verification)]
    [InlineData("timeline bat-1", ExitCode.Done)]
    [InlineData("timeline bat-1 --format csv", ExitCode.Done)]
    [InlineData("collect --all --json", ExitCode.Done)]
    public async Task What_it_found_is_in_the_exit_code_whoever_reads_the_rest(string line, ExitCode expected)
    {
        await using var program = await CollectedAsync();

        if (expected is ExitCode.Verification)
        {
            program.Execute("drop trigger file_result_only_ends; update file_result set mapping_error = 'x' where mapping_error is not null");
        }

        var ended = (await PipedAsync(program, "true", line.Split(' '))).With(expected);

        Assert.DoesNotContain("standard output", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("query", "select 1")]
    [InlineData("config")]
    [InlineData("report", "runs", "--out", "-")]
    [InlineData("--help")]
    public async Task Standard_output_that_is_closed_from_the_beginning_is_no_success(params string[] words)
    {
        await using var program = await CollectedAsync();

        var ended = (await program.RunShellAsync("exec \"$@\" >&-", words)).With(ExitCode.Partial);

        Assert.Contains("Not everything could be written to standard output: ", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_without_a_reader_says_so_or_swallows_the_rest()
    {
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        pipe.DisposeLocalCopyOfClientHandle();
        using var rows = new StandardOutput(pipe, goesOn: false);
        using var words = new StandardOutput(pipe, goesOn: true);

        Assert.Throws<ClosedOutputException>(() => rows.Write("row"u8));
        Assert.Throws<ClosedOutputException>(() => rows.Write("row"u8));
        words.Write("word"u8);
    }

    [Theory]
    [InlineData("No space left on device")]
    [InlineData("The pipe is full of pipes.")]
    public void Any_other_failure_is_one(string message)
    {
        using var broken = new BrokenStream(message);
        using var rows = new StandardOutput(broken, goesOn: false);
        using var words = new StandardOutput(broken, goesOn: true);

        Assert.All([rows, words], output =>
        {
            var failure = Assert.Throws<AuditException>(() => output.Write("text"u8));
            Assert.Equal((FailureKind.Report, $"Not everything could be written to standard output: {message}"), (failure.Kind, failure.Message));
        });
    }

    private static async Task<BuiltProgram> CollectedAsync()
    {
        var program = await BuiltProgram.AgainstAsync(OneBatch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        return program;
    }

    /// <returns>With the exit code of the program, not of whoever reads it.</returns>
    private static async Task<Ended> PipedAsync(BuiltProgram program, string reader, params string[] words)
    {
        var ended = await program.RunShellAsync($"{{ \"$@\"; echo $? > code; }} | {reader}", words);
        return ended with { ExitCode = int.Parse(await File.ReadAllTextAsync(program.File("code"), Cancelled), System.Globalization.CultureInfo.InvariantCulture) };
    }

    private sealed class BrokenStream(string message) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException(message);
    }
}
