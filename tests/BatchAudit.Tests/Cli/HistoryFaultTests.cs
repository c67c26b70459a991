using BatchAudit.History.Sqlite;

namespace BatchAudit.Tests.Cli;

public sealed class HistoryFaultTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_run_over_a_locked_history_ends_with_8_and_asks_nothing()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        using var first = SqliteHistory.Open(program.History);

        var ended = (await program.RunAsync("export", "--all")).With(ExitCode.Locked);

        Assert.Contains("Another run is writing to 'batch-audit.db'.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Run again when it has finished.", ended.Error, StringComparison.Ordinal);
        Assert.Equal(0, program.Requests.Total);
        Assert.Equal(0, program.Scalar<long>("select count(*) from run"));
    }

    [Theory]
    [InlineData("export --all")]
    [InlineData("report")]
    [InlineData("collect --all --dry-run")]
    public async Task A_history_that_is_some_other_file_is_refused_and_left_as_it_is(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await File.WriteAllTextAsync(program.History, "Dear diary,\nthis is no database.\n", Cancelled);

        var ended = (await program.RunAsync(words.Split(' '))).With(ExitCode.History);

        Assert.Contains("The file is no SQLite database. Name another one with --history.", ended.Error, StringComparison.Ordinal);
        Assert.Equal("Dear diary,\nthis is no database.\n", await File.ReadAllTextAsync(program.History, Cancelled));
        Assert.Equal(0, program.Requests.Total);
    }

    [Theory]
    [InlineData("export --all")]
    [InlineData("report")]
    public async Task A_newer_history_is_refused_and_left_as_it_is(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        SqliteHistory.Open(program.History).Dispose();
        program.Execute("pragma user_version = 99");
        var before = await File.ReadAllBytesAsync(program.History, Cancelled);

        var ended = (await program.RunAsync(words.Split(' '))).With(ExitCode.History);

        Assert.Contains("was written by a newer BatchAudit: its layout is 99", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Use the newer program.", ended.Error, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(program.History, Cancelled));
        Assert.Equal(0, program.Requests.Total);
    }

    [Fact]
    public async Task A_report_over_no_history_says_how_to_get_one_and_makes_none()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);

        var ended = (await program.RunAsync("report")).With(ExitCode.History);

        Assert.Contains("There is no history at 'batch-audit.db'.", ended.Error, StringComparison.Ordinal);
        Assert.Contains("Run batch-audit collect first, or name the file with --history.", ended.Error, StringComparison.Ordinal);
        Assert.Empty(program.Files);
    }
}
