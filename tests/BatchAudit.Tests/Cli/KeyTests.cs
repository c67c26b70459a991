using System.Text;

namespace BatchAudit.Tests.Cli;

public sealed class KeyTests
{
    private const string Several = """{ "batches": [ { "count": 20, "files": 1 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_key_the_message_names_the_variable_to_set()
    {
        await using var program = await BuiltProgram.AgainstAsync(Several);
        program.Environment.Remove("LLAMA_CLOUD_API_KEY");

        var ended = (await program.RunAsync("export", "--all")).With(ExitCode.Unauthorized);

        Assert.Contains("Set the environment variable LLAMA_CLOUD_API_KEY", ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
        Assert.Equal(0, program.Requests.Total);
        Assert.Empty(program.Files);
    }

    [Fact]
    public async Task A_refused_key_ends_the_run_at_the_first_answer_and_writes_no_reports()
    {
        await using var program = await BuiltProgram.AgainstAsync(Several, apiKey: "llx-another");

        var ended = (await program.RunAsync("export", "--concurrency", "1", "--out", "out", "bat-1", "bat-2", "bat-3")).With(ExitCode.Unauthorized);

        Assert.Contains("Check LLAMA_CLOUD_API_KEY", ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.Equal(1, program.Requests.Total);
        Assert.Equal(["FAILED 4"], program.Query<string>("select state || ' ' || exit_code from runs"));
        Assert.False(Directory.Exists(program.File("out")));
        await AssertNowhereAsync(program, ended);
    }

    [Fact]
    public async Task A_key_that_is_refused_for_the_listing_is_recorded_too()
    {
        await using var program = await BuiltProgram.AgainstAsync(Several, apiKey: "llx-another");

        var ended = (await program.RunAsync("collect", "--all")).With(ExitCode.Unauthorized);

        Assert.Equal(1, program.Requests.Total);
        Assert.Equal(4, program.Scalar<long>("select exit_code from runs"));
        await AssertNowhereAsync(program, ended);
    }

    [Theory]
    [InlineData("""{ "detail": "no such key: llx-canary-5f0c1b7e" }""", 401)]
    [InlineData("""{ "detail": "no batch for llx-canary-5f0c1b7e" }""", 404)]
    [InlineData("""{ "headers": { "authorization": "Bearer llx-canary-5f0c1b7e" } }""", 200)]
    [InlineData("""{ "id": "bat-1", "project_id": "prj-1", "source_directory_id": "dir-1", "status": "COMPLETED", "results": [ { "source_directory_file_id": "dfl-1", "error_message": "llx-canary-5f0c1b7e" } ] }""", 200)]
    public async Task A_server_that_repeats_the_key_does_not_get_it_stored_or_shown(string body, int status)
    {
        await using var program = await BuiltProgram.AgainstAsync(
            $$"""{ "batches": [ { "id": "bat-1", "files": 1 } ], "faults": [ { "match": "*bat-1", "status": {{status}}, "json": {{body}} } ] }""");

        var ended = await program.RunAsync("export", "bat-1");

        Assert.NotEqual(0, ended.ExitCode);
        Assert.Equal(1, program.Scalar<long>("select count(*) from failures"));
        await AssertNowhereAsync(program, ended);
    }

    [Fact]
    public async Task The_key_is_in_nothing_that_a_good_run_leaves()
    {
        await using var program = await BuiltProgram.AgainstAsync(Several, apiKey: BuiltProgram.Key);

        var ended = (await program.RunAsync("export", "--all", "--format", "csv,xlsx,json,jsonl")).With(ExitCode.Done);

        Assert.Equal(20, program.Scalar<long>("select count(*) from file_jobs"));
        await AssertNowhereAsync(program, ended);
    }

    private static async Task AssertNowhereAsync(BuiltProgram program, Ended ended)
    {
        Assert.DoesNotContain(BuiltProgram.Key, ended.Output + ended.Error, StringComparison.Ordinal);

        foreach (var file in program.Files)
        {
            var bytes = await File.ReadAllBytesAsync(program.File(file), Cancelled);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(BuiltProgram.Key)) < 0, $"The key is in {file}.");
        }
    }
}
