namespace BatchAudit.Tests.LlamaCloud;

public sealed class ConcurrencyTests : LlamaCloudTest
{
    [Fact]
    public async Task The_limit_is_halved_by_429_and_earned_back_by_successes()
    {
        Server.Then(Reply.Of(429)).Then(Reply.Of(429)).Then(Reply.Of(429)).Then(Reply.Of(429));
        Enumerable.Range(0, 5).ToList().ForEach(_ => Server.Then(Batch()));

        var limits = new List<int>();
        Use(new()
        {
            ApiKey = Key,
            BaseUrl = Server.Url,
            Time = Time,
            Waiting = (delay, _) =>
            {
                limits.Add(Client.ConcurrencyLimit);
                Time.Announce(delay);
            },
        });
        await GetBatchAsync();
        limits.Add(Client.ConcurrencyLimit);
        await GetBatchAsync();
        await GetBatchAsync();
        limits.Add(Client.ConcurrencyLimit);

        Assert.Equal([4, 2, 1, 1, 2, 3], limits);

        await GetBatchAsync();
        await GetBatchAsync();
        Assert.Equal(3, Client.ConcurrencyLimit);
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_allowed()
    {
        Use(Options(concurrency: 2));
        var underWay = 0;
        var most = 0;

        for (var i = 0; i < 10; i++)
        {
            Server.Then(async (_, stream, cancellationToken) =>
            {
                var now = Interlocked.Increment(ref underWay);
                InterlockedMax(ref most, now);
                await Task.Yield();
                Interlocked.Decrement(ref underWay);
                await Reply.Json(Batch()).WriteAsync(stream, cancellationToken);
            });
        }

        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => GetBatchAsync()));

        Assert.InRange(most, 1, 2);
        Assert.Equal(2, Client.ConcurrencyLimit);
    }

    [Fact]
    public async Task A_wait_holds_no_slot()
    {
        var waitingBegan = new TaskCompletionSource();
        var waitingEnds = new TaskCompletionSource();
        Time.Until = waitingEnds.Task;
        Use(new()
        {
            ApiKey = Key,
            BaseUrl = Server.Url,
            Concurrency = 1,
            Time = Time,
            Waiting = (delay, _) =>
            {
                Time.Announce(delay);
                waitingBegan.SetResult();
            },
        });
        Server.Then(Reply.Of(503)).Then(Batch("bat-2")).Then(Batch());

        var first = GetBatchAsync();
        await waitingBegan.Task;
        await GetBatchAsync("bat-2");

        Assert.False(first.IsCompleted);
        waitingEnds.SetResult();
        Assert.Equal("bat-1", (await first).Value.BatchId);
    }

    [Fact]
    public async Task Requests_refused_together_halve_the_limit_once()
    {
        var arrived = 0;
        var both = new TaskCompletionSource();
        Scripted refuse = async (_, stream, cancellationToken) =>
        {
            if (Interlocked.Increment(ref arrived) == 2)
            {
                both.SetResult();
            }

            await both.Task;
            await Reply.Of(429, headers: "X-Should-Retry: false").WriteAsync(stream, cancellationToken);
        };
        Server.Then(refuse).Then(refuse);

        await Task.WhenAll(FailsAsync(), FailsAsync());

        Assert.Equal(4, Client.ConcurrencyLimit);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        while (Volatile.Read(ref target) is var seen && value > seen && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
