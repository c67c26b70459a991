using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

public sealed class SelectionTests
{
    private const string ThreeBatches = """{ "batches": [ { "id": "bat-1", "files": 2 }, { "id": "bat-2", "status": "RUNNING", "files": 1 }, { "id": "bat-3", "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ids_come_from_a_file_with_comments_and_blank_lines_each_once()
    {
        await using var program = await BuiltProgram.AgainstAsync(ThreeBatches);
        await File.WriteAllTextAsync(program.File("ids.txt"), "# tonight\r\n\r\n  bat-3  \r\nbat-1\r\nbat-3", Cancelled);

        (await program.RunAsync("collect", "--no-jobs", "--no-files", "--from", "ids.txt")).With(ExitCode.Done);

        Assert.Equal(["bat-1", "bat-3"], program.Query<string>("select batch_id from batch order by batch_id"));
        Assert.Equal(2, program.Requests.Total);
    }

    [Fact]
    public async Task A_dash_takes_the_ids_from_standard_input()
    {
        await using var program = await BuiltProgram.AgainstAsync(ThreeBatches);

        (await program.RunWithInputAsync("bat-2\n\n# not this one: bat-3\n", "collect", "--from", "-")).With(ExitCode.Done);

        Assert.Equal(["bat-2"], program.Query<string>("select batch_id from batch"));
    }

    [Fact]
    public async Task A_status_in_any_case_selects_the_batches_that_have_it()
    {
        await using var program = await BuiltProgram.AgainstAsync(ThreeBatches);

        (await program.RunAsync("collect", "--status", "running")).With(ExitCode.Done);

        Assert.Equal(["bat-2"], program.Query<string>("select batch_id from batch"));
    }

    [Theory]
    [InlineData("--since 2026-05-01 --until 2026-05-31", 1)]
    [InlineData("--until 2026-05", 1)]
    [InlineData("--since 2026-05-31 --until 2026-05-31", 1)]
    [InlineData("--since 2026-05 --until 2026-05-30", 0)]
    [InlineData("--since 2026-06-01", 0)]
    public async Task A_day_or_a_month_reaches_to_its_end(string words, long expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "start": "2026-05-31T14:00:00", "batches": [ { "id": "bat-1", "files": 1 } ] }""",
            time: new FakeTimeProvider(new DateTimeOffset(2026, 6, 2, 0, 0, 0, TimeSpan.Zero)));

        (await program.RunAsync(["collect", "--no-jobs", "--no-files", .. words.Split(' ')])).With(ExitCode.Done);

        Assert.Equal(expected, program.Scalar<long>("select due from run_end"));
    }

    [Fact]
    public async Task What_a_dry_run_prints_can_be_collected()
    {
        await using var program = await BuiltProgram.AgainstAsync(ThreeBatches);
        var due = (await program.RunAsync("collect", "--all", "--dry-run")).With(ExitCode.Done).Output;

        (await program.RunWithInputAsync(due, "collect", "--from", "-")).With(ExitCode.Done);

        Assert.Equal(3, program.Scalar<long>("select count(*) from batch"));
    }
}
