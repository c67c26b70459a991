using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

public sealed class NightsTests
{
    private const string OneOpen = """
        { "batches": [ { "id": "bat-1", "files": 3 }, { "id": "bat-2", "files": 2 }, { "id": "bat-open", "status": "RUNNING", "files": 4 } ] }
        """;

    /// <summary>Complete on the first night; on the second one of its files has another job.</summary>
    private const string OneThatChanges = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [
            {
              "id": "bat-1",
              "steps": [ { "status": "COMPLETED" }, { "at": "12:00:00", "status": "COMPLETED" } ],
              "files": [ { "id": "dfl-changes", "steps": [ { "at": "12:00:00", "job": {} } ] }, { "count": 2 } ],
            },
            { "id": "bat-2", "files": 2 },
          ],
        }
        """;

    [Fact]
    public async Task A_second_run_asks_only_for_what_is_not_complete_and_adds_no_versions()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneOpen);
        (await program.RunAsync("export", "--all")).With(ExitCode.Done);
        var (asked, versions) = (program.BatchesAsked, Versions(program));

        var ended = (await program.RunAsync("export", "--all")).With(ExitCode.Done);

        Assert.Contains("1 due: 1 read (1 unchanged), 0 failed; 2 held completely", ended.Output, StringComparison.Ordinal);
        Assert.Equal(asked + 1, program.BatchesAsked);
        Assert.Equal(versions, Versions(program));
    }

    [Fact]
    public async Task Refresh_asks_again_for_what_is_held_and_adds_no_versions_either()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneOpen);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        var (asked, versions) = (program.BatchesAsked, Versions(program));

        var ended = (await program.RunAsync("collect", "--all", "--refresh")).With(ExitCode.Done);

        Assert.Contains("3 due: 3 read (3 unchanged)", ended.Output, StringComparison.Ordinal);
        Assert.Equal(asked + 3, program.BatchesAsked);
        Assert.Equal(versions, Versions(program));
    }

    [Fact]
    public async Task A_complete_batch_that_changes_later_is_read_again_and_both_versions_are_kept()
    {
        var clock = new FakeTimeProvider(BuiltProgram.Start);
        await using var program = await BuiltProgram.AgainstAsync(OneThatChanges, time: clock);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        var before = Jobs(program, "until_seq is null");
        clock.Advance(TimeSpan.FromDays(1));

        var ended = (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        Assert.Contains("1 due: 1 read (0 unchanged), 0 failed; 1 held completely", ended.Output, StringComparison.Ordinal);
        Assert.Equal(before, Jobs(program, "until_seq is not null"));
        Assert.NotEqual(before, Jobs(program, "until_seq is null"));
        Assert.Equal(6, Versions(program));
        Assert.Equal(5, program.Scalar<long>("select count(*) from file_jobs"));
    }

    private static long Versions(BuiltProgram program) => program.Scalar<long>("select count(*) from file_result");

    private static string Jobs(BuiltProgram program, string which) => Assert.Single(
        program.Query<string>($"select job_id from file_result where file_id = 'dfl-changes' and {which}"));
}
