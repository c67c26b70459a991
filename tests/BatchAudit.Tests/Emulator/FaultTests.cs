using System.Net;

namespace BatchAudit.Tests.Emulator;

public sealed class FaultTests
{
    private static readonly Uri Batch = new("/api/v2/batches/bat-1?expand=results", UriKind.Relative);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_rule_strikes_as_often_as_it_says_and_where_it_says()
    {
        await using var served = await ServedAsync("""{ "match": "GET /api/v2/batches/bat-*", "after": 1, "times": 2, "status": 429, "retry_after": "2" }""");

        var codes = new List<HttpStatusCode>();
        for (var call = 0; call < 4; call++)
        {
            using var response = await served.Client.GetAsync(Batch, Cancelled);
            codes.Add(response.StatusCode);
            Assert.Equal(
                response.StatusCode == HttpStatusCode.TooManyRequests ? TimeSpan.FromSeconds(2) : null,
                response.Headers.RetryAfter?.Delta);
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests, HttpStatusCode.OK], codes);
        await served.GetAsync("/api/v2/batches");
    }

    [Fact]
    public async Task A_share_of_calls_is_the_same_share_each_time()
    {
        const string rule = """{ "share": 0.3, "status": 503, "html": true }""";
        await using var once = await ServedAsync(rule);
        await using var again = await ServedAsync(rule);

        var codes = await CodesAsync(once);

        Assert.Equal(codes, await CodesAsync(again));
        Assert.InRange(codes.Count(code => code == HttpStatusCode.ServiceUnavailable), 1, 39);
    }

    [Theory]
    [InlineData("""{ "drop": true }""")]
    [InlineData("""{ "truncate_at": 40 }""")]
    [InlineData("""{ "headers": { "X-Should-Retry": "false" }, "drop": true }""")]
    public async Task A_broken_connection_is_no_answer(string rule)
    {
        await using var served = await ServedAsync(rule);

        await Assert.ThrowsAsync<HttpRequestException>(() => served.Client.GetStringAsync(Batch, Cancelled));
    }

    [Theory]
    [InlineData("""{ "results": "null" }""", "\"results\":null")]
    [InlineData("""{ "results": "empty" }""", "\"results\":[]")]
    [InlineData("""{ "status_word": "ARCHIVED" }""", "\"status\":\"ARCHIVED\"")]
    [InlineData("""{ "extra_field": true }""", "x_unannounced")]
    [InlineData("""{ "dates_without_offset": true }""", "\"created_at\":\"2026-05-04T21:00:00.000\"")]
    [InlineData("""{ "body": "not JSON" }""", "not JSON")]
    [InlineData("""{ "json": { "detail": "odd" } }""", "\"odd\"")]
    public async Task A_true_answer_can_be_bent(string rule, string expected)
    {
        await using var served = await ServedAsync(rule);

        Assert.Contains(expected, await served.Client.GetStringAsync(Batch, Cancelled), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cursors_can_repeat_be_empty_or_lead_on_from_an_empty_page()
    {
        await using var served = await ServedAsync("""
            { "times": 1, "cursor": "hollow" }, { "times": 1, "cursor": "empty" }, { "times": 1, "cursor": "repeat" }
            """);

        var hollow = await served.GetAsync("/api/v2/batches");
        var token = hollow.GetProperty("next_page_token").GetString();
        var empty = await served.GetAsync($"/api/v2/batches?page_token={token}");
        var repeat = await served.GetAsync($"/api/v2/batches?page_token={token}");

        Assert.Equal(0, hollow.GetProperty("items").GetArrayLength());
        Assert.Equal((1, ""), (empty.GetProperty("items").GetArrayLength(), empty.GetProperty("next_page_token").GetString()));
        Assert.Equal(token, repeat.GetProperty("next_page_token").GetString());
    }

    [Fact]
    public async Task An_oversize_body_has_the_size_asked_for()
    {
        await using var served = await ServedAsync("""{ "body_bytes": 200001 }""");

        Assert.Equal(200_001, (await served.Client.GetByteArrayAsync(Batch, Cancelled)).Length);
    }

    [Fact]
    public async Task A_delay_is_measured_by_the_emulators_clock()
    {
        await using var served = await ServedAsync("""{ "delay": "00:00:30" }""");

        var asked = served.Client.GetAsync(Batch, Cancelled);
        while (!asked.IsCompleted)
        {
            served.Time.Advance(TimeSpan.FromSeconds(30));
            await Task.Yield();
        }

        using var response = await asked;
        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_emulator_stops_though_a_delayed_answer_is_still_due()
    {
        var served = await ServedAsync("""{ "delay": "00:00:30" }""");

        var asked = served.Client.GetAsync(Batch, Cancelled);
        while (served.Server.Requests.Total == 0)
        {
            await Task.Yield();
        }

        await served.Server.DisposeAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        served.Client.Dispose();
    }

    [Fact]
    public async Task Compression_is_offered_when_accepted_and_can_be_a_lie()
    {
        await using var served = await Served.WithAsync("""
            { "gzip": true, "faults": [ { "times": 1, "bad_gzip": true } ], "batches": [ { "id": "bat-1", "files": 2 } ] }
            """);
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip };
        using var client = new HttpClient(handler) { BaseAddress = served.Server.BaseAddress };
        client.DefaultRequestHeaders.Authorization = served.Client.DefaultRequestHeaders.Authorization;

        await Assert.ThrowsAnyAsync<Exception>(() => client.GetStringAsync(Batch, Cancelled));
        Assert.StartsWith("{\"id\":\"bat-1\"", await client.GetStringAsync(Batch, Cancelled), StringComparison.Ordinal);
    }

    private static Task<Served> ServedAsync(string rules) => Served.WithAsync(
        $$"""{ "seed": 3, "faults": [ {{rules}} ], "batches": [ { "id": "bat-1", "files": 2 } ] }""");

    private static async Task<List<HttpStatusCode>> CodesAsync(Served served)
    {
        var codes = new List<HttpStatusCode>();
        for (var call = 0; call < 40; call++)
        {
            using var response = await served.Client.GetAsync(Batch, Cancelled);
            codes.Add(response.StatusCode);
        }

        return codes;
    }
}
