using System.Net;
using System.Net.Sockets;

namespace BatchAudit.Tests.Cli;

public sealed class ReachTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    /// <summary>The deadline is far from what two attempts take.</summary>
    [Theory]
    [InlineData("export --all")]
    [InlineData("export bat-1")]
    [InlineData("watch bat-1")]
    [InlineData("collect --all")]
    public async Task Where_nothing_listens_the_deadline_tells_the_last_cause_and_ends_with_10(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        var url = $"http://127.0.0.1:{ClosedPort()}";
        program.Environment["LLAMA_CLOUD_BASE_URL"] = url;

        var ended = (await program.RunAsync([.. words.Split(' '), "--deadline", "5s"])).With(ExitCode.Configuration);

        Assert.Matches($@"The deadline of \S+ was hit; the (only attempt|last of \d attempts) ended with: Connection refused \(GET {url}/api/v2/batches", ended.Output);
        Assert.Contains("Nothing listens there: check the base URL", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("more time", ended.Output, StringComparison.Ordinal);
        Assert.Equal(["FAILED 10"], program.Query<string>("select state || ' ' || exit_code from runs"));
        Assert.False(Directory.Exists(program.File("reports")));
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

    [Theory]
    [InlineData("api")]
    [InlineData("api/")]
    [InlineData("api/v2")]
    [InlineData("API/V1//")]
    public async Task A_base_url_that_ends_as_calls_begin_is_understood(string end)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment["LLAMA_CLOUD_BASE_URL"] += end;

        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
    }

    [Theory]
    [InlineData("collect --all")]
    [InlineData("collect bat-1")]
    [InlineData("export bat-1 bat-2")]
    [InlineData("collect --all --dry-run")]
    [InlineData("doctor")]
    public async Task A_base_url_that_leads_elsewhere_ends_with_10_and_shows_what_was_asked_for(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment["LLAMA_CLOUD_BASE_URL"] += "llama";

        var ended = (await program.RunAsync(words.Split(' '))).With(ExitCode.Configuration);

        Assert.Contains($"(GET {program.Environment["LLAMA_CLOUD_BASE_URL"]}/api/v2/batches", ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.Contains("does not lead to LlamaCloud", ended.Output + ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_web_server_that_is_no_LlamaCloud_is_a_matter_of_the_base_url_and_a_batch_that_is_not_there_is_not()
    {
        await using var program = await BuiltProgram.AgainstAsync("""
            { "batches": [ { "id": "bat-1", "files": 1 } ], "faults": [ { "match": "*bat-2", "status": 404, "body": "<h1>Not here</h1>" } ] }
            """);

        (await program.RunAsync("collect", "bat-2")).With(ExitCode.Configuration);
        (await program.RunAsync("collect", "bat-3")).With(ExitCode.Partial);
        // The service has answered before: then it is about that batch.
        (await program.RunAsync("collect", "--concurrency", "1", "bat-1", "bat-2")).With(ExitCode.Partial);
        Assert.Equal(["CONFIGURATION", "NOT_FOUND", "NOT_FOUND"], program.Query<string>("select reason from failures order by observation"));
    }

    [Theory]
    [InlineData("http://10.0.0.1:8484")]
    [InlineData("http://localhost.example.org")]
    [InlineData("http://[::ffff:10.0.0.1]")]
    public async Task Plain_http_off_this_machine_is_refused_until_somebody_allows_it(string url)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment["LLAMA_CLOUD_BASE_URL"] = url;

        foreach (var command in (string[][])[["collect", "--all"], ["collect", "--all", "--dry-run"], ["watch", "bat-1"], ["listen", "--allow-unsigned", "--port", "0"]])
        {
            var ended = (await program.RunAsync(command)).With(ExitCode.Configuration);
            Assert.Contains("is plain http", ended.Error, StringComparison.Ordinal);
            Assert.Contains("--allow-http", ended.Error, StringComparison.Ordinal);
        }

        Assert.Contains("is plain http", (await program.RunAsync("doctor")).With(ExitCode.Configuration).Output, StringComparison.Ordinal);
        Assert.Empty(program.Files);
    }

    [Fact]
    public async Task Plain_http_to_this_machine_through_a_proxy_on_another_is_refused_too()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment["http_proxy"] = "http://corp:canary@10.255.255.1:3128";

        var ended = (await program.RunAsync("collect", "--all")).With(ExitCode.Configuration);
        Assert.Contains("through the proxy 10.255.255.1:3128", ended.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", ended.Error, StringComparison.Ordinal);

        program.Environment["NO_PROXY"] = "127.0.0.1,localhost";
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
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
