using System.Globalization;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class RetryTests : LlamaCloudTest
{
    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(501)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_passing_failure_is_asked_about_again(int status)
    {
        Server.Then(Reply.Of(status)).Then(Batch());

        Assert.Equal("bat-1", (await GetBatchAsync()).Value.BatchId);
        Assert.StartsWith($"batch bat-1: {status} ", Assert.Single(Reasons), StringComparison.Ordinal);
        Assert.EndsWith("; attempt 2 of 6 follows", Reasons[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, FailureKind.BadAnswer)]
    [InlineData(401, FailureKind.Unauthorized)]
    [InlineData(402, FailureKind.BadAnswer)]
    [InlineData(403, FailureKind.Unauthorized)]
    [InlineData(404, FailureKind.NotFound)]
    [InlineData(413, FailureKind.BadAnswer)]
    [InlineData(422, FailureKind.BadAnswer)]
    public async Task A_lasting_refusal_is_final_at_once(int status, FailureKind kind)
    {
        Server.Then(Reply.Of(status, """{"detail":"because"}"""));

        var failure = await FailsAsync();

        Assert.Equal(kind, failure.Kind);
        Assert.StartsWith($"batch bat-1: the server answered {status} ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith(": because (GET /api/v2/batches/bat-1)", failure.Message, StringComparison.Ordinal);
        Assert.Empty(Waits);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_failure_that_stays_ends_after_the_last_attempt(int status)
    {
        Use(Options(attempts: 3));
        Server.Then(Reply.Of(status)).Then(Reply.Of(status)).Then(Reply.Of(status, "<h1>Busy</h1>"));

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.Unreachable, failure.Kind);
        Assert.Contains("after 3 attempts: <h1>Busy</h1>", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, Waits.Count);
    }

    [Fact]
    public async Task A_single_attempt_is_possible()
    {
        Use(Options(attempts: 1));
        Server.Then(Reply.Of(503));

        Assert.Equal(FailureKind.Unreachable, (await FailsAsync()).Kind);
    }

    [Theory]
    [InlineData(400, "true", 2)]
    [InlineData(404, "true", 2)]
    [InlineData(503, "false", 1)]
    [InlineData(429, "False", 1)]
    [InlineData(401, "true", 1)]
    [InlineData(403, "true", 1)]
    [InlineData(503, "perhaps", 2)]
    public async Task The_server_may_overrule_the_status_but_never_a_refused_key(int status, string should, int attempts)
    {
        Use(Options(attempts: 2));

        for (var i = 0; i < attempts; i++)
        {
            Server.Then(Reply.Of(status, headers: $"X-Should-Retry: {should}"));
        }

        await FailsAsync();

        Assert.Equal(attempts, Server.Requests.Count);
    }

    [Theory]
    [InlineData("Retry-After: 7", 7)]
    [InlineData("Retry-After: 1.5", 1.5)]
    [InlineData("Retry-After: 120", 120)]
    [InlineData("Retry-After: 3600", 120)]
    [InlineData("Retry-After-Ms: 2500", 2.5)]
    [InlineData("Retry-After: 9\r\nRetry-After-Ms: 2500", 2.5)]
    [InlineData("Retry-After: Fri, 01 May 2026 12:00:40 GMT", 40)]
    [InlineData("Retry-After: Mon, 01 Jan 2024 00:00:25 GMT\r\nDate: Mon, 01 Jan 2024 00:00:05 GMT", 20)]
    public async Task The_server_says_how_long_to_wait(string headers, double seconds)
    {
        Server.Then(Reply.Of(429, headers: headers)).Then(Batch());

        await GetBatchAsync();

        Assert.Equal([TimeSpan.FromSeconds(seconds)], Waits);
    }

    [Theory]
    [InlineData("Retry-After: 0")]
    [InlineData("Retry-After: -5")]
    [InlineData("Retry-After: soon")]
    [InlineData("Retry-After: NaN")]
    [InlineData("Retry-After: Mon, 01 Jan 2024 00:00:00 GMT")]
    public async Task A_useless_word_about_waiting_is_passed_over(string header)
    {
        Server.Then(Reply.Of(429, headers: header)).Then(Batch());

        await GetBatchAsync();

        Assert.InRange(Assert.Single(Waits).TotalSeconds, 0.001, 30);
    }

    [Fact]
    public async Task Without_a_word_from_the_server_the_waits_grow_to_half_a_minute_and_no_further()
    {
        Use(Options(attempts: 12));
        Enumerable.Range(0, 12).ToList().ForEach(_ => Server.Then(Reply.Of(503)));

        await FailsAsync();

        Assert.Equal(11, Waits.Count);
        Assert.All(Waits, wait => Assert.InRange(wait.TotalSeconds, 0.0001, 30));
        Assert.True(Waits[^1] > 4 * Waits[0], string.Create(CultureInfo.InvariantCulture, $"{Waits[0]} … {Waits[^1]}"));
    }

    [Fact]
    public async Task A_server_that_hangs_is_given_up_after_the_time_of_one_attempt()
    {
        Server.Then(async (_, _, cancellationToken) =>
        {
            Time.Advance(TimeSpan.FromSeconds(60));
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, cancellationToken);
        });
        Server.Then(Batch());

        await GetBatchAsync();

        Assert.Equal(["batch bat-1: no answer within 60 s; attempt 2 of 6 follows"], Reasons);
    }

    [Fact]
    public async Task A_server_that_was_never_there_is_a_matter_of_configuration()
    {
        var gone = new ScriptedServer();
        await gone.DisposeAsync();
        Use(new() { ApiKey = Key, BaseUrl = gone.Url, Attempts = 2, Time = Time, Waiting = (delay, _) => Time.Announce(delay) });

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.StartsWith($"batch bat-1: no usable answer from {gone.Url} in 2 attempts: ", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith($"(GET {gone.Url}/api/v2/batches/bat-1)", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.InnerException);
    }

    [Fact]
    public async Task A_server_that_answered_and_then_went_away_is_unreachable()
    {
        var leaving = new ScriptedServer();
        leaving.Then(Batch());
        Use(new() { ApiKey = Key, BaseUrl = leaving.Url, Attempts = 2, Time = Time, Waiting = (delay, _) => Time.Announce(delay) });
        await GetBatchAsync();
        await leaving.DisposeAsync();

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.Unreachable, failure.Kind);
        Assert.Contains("Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_is_a_matter_of_configuration()
    {
        Use(new() { ApiKey = Key, BaseUrl = "https://nowhere.invalid", Attempts = 1, Time = Time });

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains("(GET https://nowhere.invalid/api/v2/batches/bat-1)", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_cancelled_call_had_met_is_told()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var waits = 0;
        Use(new()
        {
            ApiKey = Key,
            BaseUrl = Server.Url,
            Time = Time,
            Waiting = (delay, _) =>
            {
                Time.Announce(delay);

                if (++waits == 2)
                {
                    caller.Cancel();
                }
            },
        });
        Server.Then(Reply.Of(503)).Then(Reply.Of(503));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.Batches.GetAsync("bat-1", cancellationToken: caller.Token));

        Assert.Equal(
            (FailureKind.Unreachable, $"the last of 2 attempts ended with: 503 Service Unavailable (GET {Server.Url}/api/v2/batches/bat-1)"),
            (Client.CutShort!.Kind, Client.CutShort.Message));
    }

    [Fact]
    public async Task Cancelling_passes_through_as_it_is()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Server.Then(async (_, _, cancellationToken) =>
        {
            await caller.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, Time, cancellationToken);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.Batches.GetAsync("bat-1", cancellationToken: caller.Token));

        Assert.Empty(Waits);
    }

    [Fact]
    public async Task Cancelling_ends_a_wait()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Use(new() { ApiKey = Key, BaseUrl = Server.Url, Time = Time, Waiting = (_, _) => caller.Cancel() });
        Server.Then(Reply.Of(429));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Client.Batches.GetAsync("bat-1", cancellationToken: caller.Token));
    }
}
