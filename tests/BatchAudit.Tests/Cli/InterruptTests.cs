using System.Globalization;
using System.Text.Json;
using BatchAudit.History.Sqlite;
using BatchAudit.Tests.Files;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.Cli;

public sealed class InterruptTests
{
    /// <summary>One batch that never ends, and one whose answer never comes.</summary>
    private const string Endless = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [ { "id": "bat-1", "status": "RUNNING", "files": 2 }, { "id": "bat-2", "files": 1 } ],
          "faults": [ { "match": "*bat-2", "delay": "01:00:00" } ],
        }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_signal_ends_the_run_which_keeps_what_was_read_and_records_how_it_ended(string signal, int exitCode)
    {
        var clock = new TellingClock(requests: 2);
        await using var program = await BuiltProgram.AgainstAsync(Endless, time: clock);
        using var process = program.Begin("export", "bat-1", "bat-2", "--wait", "--concurrency", "1", "--out", "out");
        await clock.Asked.WaitAsync(Cancelled);

        await BuiltProgram.SignalAsync(process, signal);
        var ended = (await BuiltProgram.EndAsync(process)).With((ExitCode)exitCode);

        Assert.Contains("Finishing the answers in hand; once more ends at once.", ended.Error, StringComparison.Ordinal);
        Assert.Equal(["bat-1"], program.Query<string>("select batch_id from batches"));
        Assert.Equal(
            [string.Create(CultureInfo.InvariantCulture, $"PARTIAL {exitCode} read 1 left 1")],
            program.Query<string>("select state || ' ' || exit_code || ' read ' || read || ' left ' || left_over from runs"));
        Assert.False(Directory.Exists(program.File("out")));

        using var history = SqliteHistory.Open(program.History);
        Assert.Equal("RUNNING", history.Find("bat-1")?.Status);
    }

    [Fact]
    public async Task A_statement_that_never_comes_is_waited_for_until_the_first_signal()
    {
        await using var program = await BuiltProgram.AgainstAsync(Endless);
        using var folder = new TemporaryFolder();
        folder.MakePipe("statement");
        using var process = program.Begin("query", "--file", folder.File("statement"));

        // Opened once the other end is: from here on the program waits for the statement.
        await using var statement = await Task.Run(() => new FileStream(folder.File("statement"), FileMode.Open, FileAccess.Write), Cancelled);
        await BuiltProgram.SignalAsync(process, "TERM");
        var ended = (await BuiltProgram.EndAsync(process)).With(ExitCode.Terminated);

        Assert.DoesNotContain("answers in hand", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    [InlineData("HUP", 129)]
    public async Task A_second_signal_ends_it_at_once_and_loses_nothing_that_was_stored(string signal, int exitCode)
    {
        var clock = new TellingClock(requests: 2);
        await using var program = await BuiltProgram.AgainstAsync(Endless, time: clock);
        using var process = program.Begin("collect", "bat-1", "bat-2", "--no-jobs", "--no-files", "--concurrency", "1");
        await clock.Asked.WaitAsync(Cancelled);

        using (var other = new SqliteConnection($"Data Source={program.History};Pooling=false"))
        {
            await other.OpenAsync(Cancelled);
            using var writing = WriteOnceItHasABatch(other);
            await BuiltProgram.SignalAsync(process, signal);
            await process.StandardError.ReadLineAsync(Cancelled);

            await BuiltProgram.SignalAsync(process, signal);
            (await BuiltProgram.EndAsync(process)).With((ExitCode)exitCode);
        }

        Assert.Equal(["bat-1"], program.Query<string>("select batch_id from batches"));
        Assert.Equal(["UNFINISHED"], program.Query<string>("select state from runs"));
        Assert.Equal("ok", program.Scalar<string>("pragma integrity_check"));
    }

    [Fact]
    public async Task An_interrupted_export_prints_its_object_all_the_same()
    {
        var clock = new TellingClock(requests: 2);
        await using var program = await BuiltProgram.AgainstAsync(Endless, time: clock);
        using var process = program.Begin("export", "bat-1", "bat-2", "--wait", "--concurrency", "1", "--json");
        await clock.Asked.WaitAsync(Cancelled);

        await BuiltProgram.SignalAsync(process, "TERM");
        var ended = (await BuiltProgram.EndAsync(process)).With(ExitCode.Terminated);

        using var summary = JsonDocument.Parse(ended.Output);
        Assert.Equal(143, summary.RootElement.GetProperty("exit_code").GetInt32());
        Assert.Equal(1, summary.RootElement.GetProperty("read").GetInt32());
        Assert.Equal(JsonValueKind.Null, summary.RootElement.GetProperty("reports").ValueKind);
    }

    /// <summary>As long as somebody else writes to the file, the run cannot record how it ended.</summary>
    private static SqliteTransaction WriteOnceItHasABatch(SqliteConnection other)
    {
        while (true)
        {
            var writing = other.BeginTransaction(deferred: false);

            if (other.ExecuteScalar<long>("select count(*) from batch", transaction: writing) > 0)
            {
                return writing;
            }

            writing.Dispose();
        }
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task An_emulator_that_is_stopped_has_done_its_work(string signal)
    {
        await using var program = await BuiltProgram.AgainstAsync(Endless);
        using var process = program.Begin("emulate", "--port", "0");
        var address = await process.StandardOutput.ReadLineAsync(Cancelled);

        await BuiltProgram.SignalAsync(process, signal);

        Assert.StartsWith("http://127.0.0.1:", address, StringComparison.Ordinal);
        (await BuiltProgram.EndAsync(process)).With(ExitCode.Done);
    }
}
