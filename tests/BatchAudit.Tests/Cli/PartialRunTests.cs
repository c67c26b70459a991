using System.Text.Json;

namespace BatchAudit.Tests.Cli;

public sealed class PartialRunTests
{
    private const string OneGoneOneGarbled = """
        {
          "batches": [ { "id": "bat-good", "files": 2 }, { "id": "bat-gone", "files": 1 }, { "id": "bat-garbled", "files": 1 } ],
          "faults": [
            { "match": "GET /api/v2/batches/bat-gone", "status": 404 },
            { "match": "GET /api/v2/batches/bat-garbled", "body": "<<< not JSON" },
          ],
        }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batches_that_cannot_be_read_are_named_and_the_others_are_stored_and_reported()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneGoneOneGarbled);

        var ended = (await program.RunAsync("export", "--all", "--out", "out")).With(ExitCode.Partial);

        Assert.Contains("3 due: 1 read (0 unchanged), 2 failed", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Failed   batch bat-gone: ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Failed   batch bat-garbled: ", ended.Output, StringComparison.Ordinal);
        Assert.InRange(ended.Lines.Length, 1, 8);
        Assert.Equal(
            ["bat-garbled BAD_ANSWER", "bat-gone NOT_FOUND"],
            program.Query<string>("select batch_id || ' ' || reason from failures order by batch_id"));
        Assert.Equal(["PARTIAL 3"], program.Query<string>("select state || ' ' || exit_code from runs"));
        Assert.Equal(2, program.Scalar<long>("select count(*) from file_jobs where batch_id = 'bat-good'"));
        Assert.Equal(3, (await File.ReadAllLinesAsync(program.File("out", "file-jobs.csv"), Cancelled)).Length);
    }

    [Fact]
    public async Task Json_names_every_failed_batch_and_carries_the_exit_code()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneGoneOneGarbled);

        var ended = (await program.RunAsync("collect", "--all", "--json")).With(ExitCode.Partial);

        using var document = JsonDocument.Parse(ended.Output);
        var failed = document.RootElement.GetProperty("failures").EnumerateArray().Select(failure => failure.GetProperty("batch_id").GetString());
        Assert.Equal(["bat-garbled", "bat-gone"], failed);
        Assert.Equal(3, document.RootElement.GetProperty("exit_code").GetInt32());
    }

    [Fact]
    public async Task A_batch_that_failed_is_asked_for_again_by_the_next_run()
    {
        await using var program = await BuiltProgram.AgainstAsync("""
            {
              "batches": [ { "id": "bat-good", "files": 2 }, { "id": "bat-late", "files": 1 } ],
              "faults": [ { "match": "GET /api/v2/batches/bat-late", "status": 404, "times": 1 } ],
            }
            """);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Partial);

        var ended = (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        Assert.Contains("1 due: 1 read", ended.Output, StringComparison.Ordinal);
        Assert.Equal(3, program.Scalar<long>("select count(*) from file_jobs"));
    }

    [Fact]
    public async Task Reports_that_cannot_be_written_leave_what_was_collected_stored()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": 2 } ] }""");
        Directory.CreateDirectory(program.File("taken", "runs.csv"));

        var ended = (await program.RunAsync("export", "--all", "--out", "taken")).With(ExitCode.Partial);

        Assert.Contains("1 due: 1 read", ended.Output, StringComparison.Ordinal);
        Assert.Contains("runs.csv' is a folder; only a regular file is replaced.", ended.Output, StringComparison.Ordinal);
        Assert.Equal(2, program.Scalar<long>("select count(*) from file_jobs"));
        Assert.True(Directory.Exists(program.File("taken", "runs.csv")));
        (await program.RunAsync("report", "--out", "free")).With(ExitCode.Done);
    }

    [Fact]
    public async Task A_listing_that_breaks_off_does_not_lose_what_it_listed()
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "max_page_size": 2, "batches": [ { "count": 6, "files": 1 } ], "faults": [ { "match": "GET /api/v2/batches", "after": 1, "status": 400 } ] }""");

        var ended = (await program.RunAsync("export", "--all", "--out", "out")).With(ExitCode.Partial);

        Assert.Contains("Ended    ", ended.Output, StringComparison.Ordinal);
        Assert.Equal(["2 2 PARTIAL 3"], program.Query<string>("select due || ' ' || read || ' ' || state || ' ' || exit_code from runs"));
        Assert.True(File.Exists(program.File("out", "file-jobs.csv")));
    }
}
