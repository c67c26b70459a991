using System.Net;
using System.Text;
using BatchAudit.History.Sqlite;
using BatchAudit.Tests.Webhooks;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

public sealed class ListenTests
{
    private const string Three = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [ { "id": "bat-1", "files": 2 }, { "id": "bat-2", "files": 1 }, { "id": "bat-3", "status": "RUNNING", "files": 1 } ],
        }
        """;

    /// <summary>The answer about the first batch takes an hour.</summary>
    private const string Slow = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [ { "id": "bat-1", "files": 1 }, { "id": "bat-2", "files": 1 }, { "id": "bat-3", "files": 1 } ],
          "faults": [ { "match": "*bat-1", "delay": "01:00:00", "times": 1 } ],
        }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_about_a_batch_makes_a_run_that_reads_it()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        await using var listening = await ListeningProgram.StartAsync(program);

        Assert.Equal(HttpStatusCode.Accepted, await listening.SendAsync("evt-1", "batch.success", "bat-1"));
        Assert.Equal("run 1, webhook bat-1: 1 read (0 unchanged), 0 failed", await listening.HearAsync("run"));
        var ended = (await listening.StopAsync()).With(ExitCode.Done);

        Assert.Equal(["bat-1 COMPLETED 2"], program.Query<string>("select batch_id || ' ' || status || ' ' || jobs_ok from batches"));
        Assert.Equal(["webhook bat-1 COMPLETE 0"], program.Query<string>("select selection || ' ' || state || ' ' || exit_code from runs"));
        Assert.Equal("", ended.Output);
    }

    [Theory]
    [InlineData("string")]
    [InlineData("json")]
    public async Task A_batch_that_is_created_with_a_webhook_is_read_by_whoever_listens(string format)
    {
        var clock = new FakeTimeProvider(BuiltProgram.Start);
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "files": 2, "directory": { "id": "dir-1" } } ] }""", time: clock);
        await using var listening = await ListeningProgram.StartAsync(program);
        using var client = new HttpClient { BaseAddress = program.Emulator };
        client.DefaultRequestHeaders.Authorization = new("Bearer", BuiltProgram.Key);
        using var created = await client.PostAsync(
            new Uri("/api/v2/batches", UriKind.Relative),
            new StringContent($$"""
                { "source_directory_id": "dir-1", "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } },
                  "webhook_configurations": [ { "webhook_url": "{{listening.Address}}", "webhook_output_format": "{{format}}", "webhook_signing_secret": "{{Signed.Secret}}" } ] }
                """),
            Cancelled);
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);

        await listening.HearAsync("run 1, webhook bat-");
        clock.Advance(TimeSpan.FromMinutes(10));
        await listening.HearAsync("run 2, webhook bat-");
        (await listening.StopAsync()).With(ExitCode.Done);

        Assert.Equal("PENDING", program.Scalar<string>("select status from batch_snapshot order by observation limit 1"));
        Assert.Equal(["COMPLETED 2"], program.Query<string>("select status || ' ' || jobs_ok from batches"));
    }

    [Fact]
    public async Task Events_are_followed_in_the_order_in_which_they_come_and_each_once()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        await using var listening = await ListeningProgram.StartAsync(program, "--no-jobs", "--no-files");

        await FollowedAsync("evt-9", "batch.success", "bat-3");
        await FollowedAsync("evt-3", "batch.running", "bat-3");
        Assert.Equal(HttpStatusCode.Accepted, await listening.SendAsync("evt-9", "batch.success", "bat-3"));
        await FollowedAsync("evt-1", "batch.pending", "bat-2");
        (await listening.StopAsync()).With(ExitCode.Done);

        // What the batch is, the server says, not the event.
        Assert.Equal(
            ["bat-3 RUNNING", "bat-3 RUNNING", "bat-2 COMPLETED"],
            program.Query<string>("select batch_id || ' ' || status from batch_snapshot order by observation"));
        Assert.Equal(3, program.Scalar<long>("select count(*) from runs"));

        async Task FollowedAsync(string eventId, string type, string batchId)
        {
            Assert.Equal(HttpStatusCode.Accepted, await listening.SendAsync(eventId, type, batchId));
            await listening.HearAsync("run");
        }
    }

    [Fact]
    public async Task A_slow_answer_from_the_server_delays_no_answer_to_a_webhook()
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(Slow, time: clock);
        await using var listening = await ListeningProgram.StartAsync(program, "--no-jobs", "--no-files");
        await listening.SendAsync("evt-0", "batch.running", "bat-1");
        await clock.Asked.WaitAsync(Cancelled);

        for (var n = 1; n <= 100; n++)
        {
            Assert.Equal(HttpStatusCode.Accepted, await listening.SendAsync($"evt-{n}", "batch.running", n % 2 == 0 ? "bat-2" : "bat-3"));
        }

        Assert.Equal(1, program.BatchesAsked);
        clock.Advance(TimeSpan.FromHours(1));
        await listening.HearAsync("run 2");
        (await listening.StopAsync()).With(ExitCode.Done);

        Assert.Equal(["webhook bat-1", "webhook bat-3 bat-2"], program.Query<string>("select selection from runs order by run_id"));
        Assert.Equal(["bat-1", "bat-3", "bat-2"], program.Query<string>("select batch_id from batch_snapshot order by observation"));
    }

    [Fact]
    public async Task While_another_run_holds_the_history_the_notice_waits()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);

        using (SqliteHistory.Open(program.History))
        {
            await using var listening = await ListeningProgram.StartAsync(program);
            Assert.Equal(HttpStatusCode.Accepted, await listening.SendAsync("evt-1", "batch.success", "bat-1"));
            await listening.HearAsync("Another run is writing to 'batch-audit.db'. Waiting for it to finish.");
            Assert.Equal(0, program.Requests.Total);
            await listening.StopAsync();
        }
    }

    [Fact]
    public async Task A_notice_that_waited_is_read_once_the_history_is_free()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        var other = SqliteHistory.Open(program.History);
        await using var listening = await ListeningProgram.StartAsync(program);
        await listening.SendAsync("evt-1", "batch.success", "bat-1");
        await listening.HearAsync("Another run is writing");

        other.Dispose();

        await listening.HearAsync("run 1, webhook bat-1: 1 read");
        (await listening.StopAsync()).With(ExitCode.Done);
    }

    [Fact]
    public async Task Between_its_runs_the_history_is_free_for_others()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        await using var listening = await ListeningProgram.StartAsync(program);
        await listening.SendAsync("evt-1", "batch.success", "bat-1");
        await listening.HearAsync("run 1");

        (await program.RunAsync("collect", "bat-2")).With(ExitCode.Done);

        await listening.SendAsync("evt-2", "batch.success", "bat-3");
        await listening.HearAsync("run 3");
        (await listening.StopAsync()).With(ExitCode.Done);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task What_is_queued_when_it_is_stopped_is_read_before_it_ends(string signal)
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(Slow, time: clock);
        await using var listening = await ListeningProgram.StartAsync(program, "--no-jobs", "--no-files");
        await listening.SendAsync("evt-1", "batch.running", "bat-1");
        await clock.Asked.WaitAsync(Cancelled);
        await listening.SendAsync("evt-2", "batch.running", "bat-2");

        await listening.SignalAsync(signal);
        await listening.HearAsync("Finishing the answers in hand");
        await RefusedAsync(listening);
        clock.Advance(TimeSpan.FromHours(1));
        (await listening.EndAsync()).With(ExitCode.Done);

        Assert.Equal(["bat-1", "bat-2"], program.Query<string>("select batch_id from batches order by batch_id"));
    }

    [Fact]
    public async Task What_cannot_be_read_in_the_grace_is_named_and_the_run_is_recorded()
    {
        var clock = new TellingClock(requests: 1);
        await using var program = await BuiltProgram.AgainstAsync(Slow, time: clock);
        await using var listening = await ListeningProgram.StartAsync(program, "--grace", "0.5s");
        await listening.SendAsync("evt-1", "batch.running", "bat-1");
        await clock.Asked.WaitAsync(Cancelled);
        await listening.SendAsync("evt-2", "batch.running", "bat-2");

        var ended = (await listening.StopAsync()).With(ExitCode.Terminated);

        Assert.Contains("error: not read any more: bat-2", ended.Error, StringComparison.Ordinal);
        Assert.Equal(["webhook bat-1 FAILED 143 1"], program.Query<string>("select selection || ' ' || state || ' ' || exit_code || ' ' || left_over from runs"));
    }

    [Fact]
    public async Task A_batch_that_cannot_be_read_is_a_failure_of_its_run_and_listening_goes_on()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        await using var listening = await ListeningProgram.StartAsync(program);
        await listening.SendAsync("evt-1", "batch.success", "bat-unknown");
        await listening.HearAsync("run 1, webhook bat-unknown: 0 read (0 unchanged), 1 failed");
        await listening.HearAsync("error: ");

        await listening.SendAsync("evt-2", "batch.success", "bat-1");
        await listening.HearAsync("run 2, webhook bat-1: 1 read");

        (await listening.StopAsync()).With(ExitCode.Done);
        Assert.Equal(["bat-unknown NOT_FOUND"], program.Query<string>("select batch_id || ' ' || reason from failures"));
    }

    [Fact]
    public async Task A_history_that_can_no_longer_be_written_ends_it_with_9()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        await using var listening = await ListeningProgram.StartAsync(program);
        await File.WriteAllTextAsync(program.History, "Dear diary,\nthis is no database.\n", Cancelled);

        await listening.SendAsync("evt-1", "batch.success", "bat-1");

        (await listening.EndAsync()).With(ExitCode.History);
    }

    [Fact]
    public async Task With_json_each_run_is_one_object_and_nothing_else_is_on_stdout()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        program.Environment["BATCH_AUDIT_WEBHOOK_SECRET"] = Signed.Secret;
        using var process = program.Begin("listen", "--port", "0", "--json");
        var greeting = await process.StandardError.ReadLineAsync(Cancelled);
        var body = Signed.Event("evt-1", "batch.success", "bat-1");
        using var sender = new HttpClient();
        using var request = Signed.Request(new Uri(greeting!.Split(' ')[2]), body, Signed.SignatureOf(body));
        using var response = await sender.SendAsync(request, Cancelled);

        var line = await process.StandardOutput.ReadLineAsync(Cancelled);
        await BuiltProgram.SignalAsync(process, "TERM");
        var ended = (await BuiltProgram.EndAsync(process)).With(ExitCode.Done);

        Assert.Contains("\"run_id\":1,", line, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task The_secret_of_a_file_counts_without_its_line_end_and_is_left_nowhere()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        var file = Path.Combine(program.Home, "secret");
        await File.WriteAllTextAsync(file, Signed.Secret + "\n", Cancelled);
        program.Environment["BATCH_AUDIT_WEBHOOK_SECRET"] = "another";
        await using var listening = await ListeningProgram.StartAsync(program, "--secret-file", file);
        var body = Signed.Event("evt-1", "batch.success", "bat-1");

        Assert.Equal(HttpStatusCode.Unauthorized, await listening.SendAsync(body, null));
        Assert.Equal(HttpStatusCode.Unauthorized, await listening.SendAsync(body + " ", Signed.SignatureOf(body)));
        Assert.Equal(HttpStatusCode.Accepted, await listening.SendAsync(body, Signed.SignatureOf(body)));
        await listening.HearAsync("run 1");
        var ended = (await listening.StopAsync()).With(ExitCode.Done);

        Assert.DoesNotContain(Signed.Secret, ended.Output + ended.Error, StringComparison.Ordinal);
        Assert.Contains("401: There is no LC-Signature.\n401: LC-Signature does not match.\n", ended.Error, StringComparison.Ordinal);

        foreach (var left in program.Files)
        {
            var bytes = await File.ReadAllBytesAsync(program.File(left), Cancelled);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Signed.Secret)) < 0, $"The secret is in {left}.");
        }
    }

    [Fact]
    public async Task Unsigned_webhooks_are_let_in_when_told_so_with_a_warning()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        await using var listening = await ListeningProgram.StartAsync(program, "--allow-unsigned", "--host", "0.0.0.0");

        await listening.HearAsync("warning: others can reach this");
        await listening.HearAsync("warning: webhooks that are not signed are let in");
        await listening.StopAsync();
    }

    [Theory]
    [InlineData("", null, ExitCode.Configuration, "There is no secret to check webhooks with.")]
    [InlineData("", "", ExitCode.Configuration, "BATCH_AUDIT_WEBHOOK_SECRET is empty.")]
    [InlineData("--secret-file gone", "s", ExitCode.Configuration, "The secret cannot be read: ")]
    [InlineData("--host 203.0.113.7", "s", ExitCode.Configuration, "Cannot listen on 203.0.113.7, port 8485: ")]
    [InlineData("--host nowhere", "s", ExitCode.Usage, "'nowhere' is no address")]
    [InlineData("--port 65536", "s", ExitCode.Usage, "--port is a number from 0 to 65535.")]
    public async Task What_it_cannot_begin_with_is_said_at_once(string words, string? secret, ExitCode code, string message)
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);

        if (secret is not null)
        {
            program.Environment["BATCH_AUDIT_WEBHOOK_SECRET"] = secret;
        }

        var ended = (await program.RunAsync(["listen", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)])).With(code);

        Assert.Contains(message, ended.Error, StringComparison.Ordinal);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task Without_a_key_it_does_not_begin()
    {
        await using var program = await BuiltProgram.AgainstAsync(Three);
        program.Environment.Remove("LLAMA_CLOUD_API_KEY");
        program.Environment["BATCH_AUDIT_WEBHOOK_SECRET"] = Signed.Secret;

        (await program.RunAsync("listen")).With(ExitCode.Unauthorized);

        Assert.Empty(program.Files);
    }

    /// <summary>It says that it is ending just before it takes no more; a batch that waits already is no news until then.</summary>
    private static async Task RefusedAsync(ListeningProgram listening)
    {
        var answered = HttpStatusCode.Accepted;

        for (var n = 3; n < 1_000 && answered is HttpStatusCode.Accepted; n++)
        {
            answered = await listening.SendAsync(FormattableString.Invariant($"evt-{n}"), "batch.running", "bat-2");
        }

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answered);
    }
}
