using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

public sealed class WatchTests
{
    private const string OneThatEnds = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [
            {
              "id": "bat-1",
              "created": "00:00:00",
              "steps": [ { "status": "RUNNING" }, { "at": "00:10:00", "status": "COMPLETED" } ],
              "files": [ { "count": 2, "job": { "steps": [ { "status": "RUNNING" }, { "at": "00:20:00", "status": "COMPLETED" } ] } } ],
            },
            { "id": "bat-over", "files": 1 },
          ],
        }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_tells_each_change_once_and_ends_when_batches_and_jobs_are_over()
    {
        var clock = new FakeTimeProvider(BuiltProgram.Start);
        await using var program = await BuiltProgram.AgainstAsync(OneThatEnds, time: clock);
        using var process = program.Begin("watch", "bat-1", "bat-over", "--every", "1s", "--concurrency", "1");
        var told = new List<string>();

        foreach (var expected in (string[])["bat-1 RUNNING: ", "bat-over COMPLETED: ", "bat-1 COMPLETED: "])
        {
            told.Add(await NewsAsync(process));
            Assert.Contains(expected, told[^1], StringComparison.Ordinal);
            clock.Advance(expected.StartsWith("bat-over", StringComparison.Ordinal) || told.Count == 3 ? TimeSpan.FromMinutes(15) : TimeSpan.Zero);
        }

        var ended = (await BuiltProgram.EndAsync(process)).With(ExitCode.Done);

        Assert.EndsWith("bat-1 COMPLETED: 2 files, 0 OK, 0 failed, 2 in progress, 0 unknown", told[2], StringComparison.Ordinal);
        Assert.EndsWith("bat-1 COMPLETED: 2 files, 2 OK, 0 failed, 0 in progress, 0 unknown\n", ended.Error, StringComparison.Ordinal);
        Assert.Contains("2 due: 2 read", ended.Output, StringComparison.Ordinal);
        Assert.Equal(["bat-1 bat-over wait COMPLETE 0"], program.Query<string>("select selection || ' ' || state || ' ' || exit_code from runs"));
        Assert.False(Directory.Exists(program.File("reports")));
    }

    [Fact]
    public async Task Reports_are_written_at_the_end_if_any_option_of_theirs_is_given()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneThatEnds);

        (await program.RunAsync("watch", "bat-over", "--report", "file-jobs", "--format", "csv", "--out", "out")).With(ExitCode.Done);

        Assert.True(File.Exists(program.File("out", "file-jobs.csv")));
    }

    [Fact]
    public async Task A_deadline_ends_the_watch_of_a_batch_that_goes_on()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneThatEnds);

        var ended = (await program.RunAsync("watch", "bat-1", "--quiet", "--deadline", "2s")).With(ExitCode.Unreachable);

        Assert.Contains("The deadline of 00:00:02 was hit", ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }

    [Theory]
    [InlineData("watch", "Which batches?")]
    [InlineData("watch bat-1 --every 0.5s", "'0.5s' is too short; 1 s is the least.")]
    [InlineData("watch bat-1 --wait", "--wait")]
    [InlineData("collect bat-1 --every 5s", "--every")]
    public async Task Wrong_words_are_refused(string words, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneThatEnds);

        Assert.Contains(expected, (await program.RunAsync(words.Split(' '))).With(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Equal(0, program.Requests.Total);
    }

    private static async Task<string> NewsAsync(System.Diagnostics.Process process) =>
        await process.StandardError.ReadLineAsync(Cancelled) ?? throw new InvalidOperationException("It ended without news.");
}
