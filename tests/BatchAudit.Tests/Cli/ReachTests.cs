using System.Net;
using System.Net.Sockets;

namespace BatchAudit.Tests.Cli;

public sealed class ReachTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    [Theory]
    [InlineData("export --all")]
    [InlineData("export bat-1")]
    [InlineData("collect --all")]
    public async Task Where_nothing_listens_the_run_ends_with_7_by_its_deadline(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment["LLAMA_CLOUD_BASE_URL"] = $"http://127.0.0.1:{ClosedPort()}";

        (await program.RunAsync([.. words.Split(' '), "--deadline", "1s"])).With(ExitCode.Unreachable);

        Assert.Equal(["FAILED 7"], program.Query<string>("select state || ' ' || exit_code from runs"));
    }

    [Fact]
    public async Task A_server_that_answers_no_batch_at_all_is_unreachable_and_not_partial()
    {
        await using var program = await BuiltProgram.AgainstAsync("""
            {
              "batches": [ { "id": "bat-1", "files": 1 }, { "id": "bat-2", "files": 1 } ],
              "faults": [ { "match": "GET /api/v2/batches/*", "status": 503, "headers": { "X-Should-Retry": "false" } } ],
            }
            """);

        var ended = (await program.RunAsync("collect", "--all")).With(ExitCode.Unreachable);

        Assert.Contains("503 Service Unavailable", ended.Output, StringComparison.Ordinal);
        Assert.Equal(2, program.Scalar<long>("select count(*) from failures where reason = 'UNREACHABLE'"));
    }

    [Fact]
    public async Task A_fault_that_passes_is_retried_and_the_run_is_done()
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "batches": [ { "id": "bat-1", "files": 1 } ], "faults": [ { "match": "*bat-1", "status": 503, "times": 1 } ] }""");

        var ended = (await program.RunAsync("collect", "--no-jobs", "--no-files", "bat-1")).With(ExitCode.Done);

        Assert.Contains("2 calls, 1 retried", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_deadline_ends_the_wait_for_a_batch_that_never_ends_and_what_was_read_is_reported()
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "batches": [ { "id": "bat-1", "status": "RUNNING", "files": 3 }, { "id": "bat-2", "files": 2 } ] }""");

        var ended = (await program.RunAsync("export", "--all", "--wait", "--deadline", "5s", "--out", "out")).With(ExitCode.Unreachable);

        Assert.Contains("The deadline of ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("Give --deadline more time", ended.Output, StringComparison.Ordinal);
        Assert.InRange(ended.Lines.Length, 1, 8);
        Assert.Equal(2, program.Scalar<long>("select count(*) from batches"));
        Assert.Equal(["PARTIAL 7"], program.Query<string>("select state || ' ' || exit_code from runs"));
        Assert.True(File.Exists(program.File("out", "file-jobs.csv")));
    }

    /// <summary>One that was free a moment ago.</summary>
    private static int ClosedPort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
