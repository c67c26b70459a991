using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BatchAudit.Listening;
using BatchAudit.Webhooks;

namespace BatchAudit.Tests.Webhooks;

/// <summary>Real requests to a real server; nobody takes what it queues.</summary>
public sealed class WebhookEndpointTests : IAsyncLifetime
{
    private readonly NoticeQueue _notices = new();
    private readonly ConcurrentQueue<string> _notes = [];
    private readonly HttpClient _client = new();
    private WebhookServer _server = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await WebhookServer.StartAsync(
        new WebhookOptions { Secret = Signed.SecretBytes, Note = _notes.Enqueue }, _notices, Cancelled);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_signed_event_of_a_batch_is_queued_and_not_worth_a_note()
    {
        Assert.Equal("202 Queued.", await PostAsync(Signed.Event("evt-1", "batch.success", "bat-1")));
        Assert.Equal(["bat-1"], _notices.Take(10));
        Assert.Empty(_notes);
    }

    [Fact]
    public async Task An_event_that_comes_as_a_string_is_signed_as_it_comes_and_queued()
    {
        var json = Signed.Event("evt-1", "batch.success", "bat-1");
        var body = Signed.AsString(json);
        Assert.Equal("202 Queued.", await PostAsync(body));
        Assert.Equal(["bat-1"], _notices.Take(10));

        // The signature of what is in the string is none of the body.
        using var request = Signed.Request(_server.BaseAddress, body, Signed.SignatureOf(json));
        Assert.StartsWith("401 ", await SendAsync(request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_body_is_no_fault_of_ours()
    {
        Assert.StartsWith("400 ", await PostAsync("""{ "\ud800": 1, "event_type": "batch.success" }"""), StringComparison.Ordinal);
        Assert.StartsWith("400 ", await PostAsync(Signed.AsString(Signed.AsString("{}"))), StringComparison.Ordinal);
        Assert.StartsWith("400 ", await PostAsync(new string('[', 10_000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sha256=00")]
    [InlineData("sha1=da39a3ee5e6b4b0d3255bfef95601890afd80709")]
    [InlineData("sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task What_is_not_signed_rightly_is_refused_and_noted(string? signature)
    {
        using var request = Signed.Request(_server.BaseAddress, Signed.Event("evt-1", "batch.success", "bat-1"), signature);

        Assert.StartsWith("401 ", await SendAsync(request), StringComparison.Ordinal);
        Assert.Empty(_notices.Take(10));
        Assert.StartsWith("401: ", Assert.Single(_notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_may_be_in_upper_case_and_come_over_any_path()
    {
        var body = Signed.Event("evt-1", "batch.success", "bat-1");
        using var request = Signed.Request(new Uri(_server.BaseAddress, "hooks/llama?x=1"), body, Signed.SignatureOf(body).ToUpperInvariant());

        Assert.Equal("202 Queued.", await SendAsync(request));
    }

    [Fact]
    public async Task An_event_that_comes_again_is_known_whatever_its_header_says()
    {
        var body = Signed.Event("evt-1", "batch.success", "bat-1");
        await PostAsync(body);
        using var replayed = Signed.Request(_server.BaseAddress, body, Signed.SignatureOf(body));
        replayed.Headers.Add("X-Webhook-Event-ID", "evt-another");

        Assert.Equal("202 Known already.", await SendAsync(replayed));
    }

    [Fact]
    public async Task Where_the_body_has_no_id_and_no_type_the_headers_do()
    {
        const string body = """{ "data": { "batch_id": "bat-1" } }""";

        foreach (var expected in (string[])["202 Queued.", "202 Known already."])
        {
            using var request = Signed.Request(_server.BaseAddress, body, Signed.SignatureOf(body));
            request.Headers.Add("X-Webhook-Event-ID", "evt-1");
            request.Headers.Add("X-Webhook-Event-Type", "batch.running");
            Assert.Equal(expected, await SendAsync(request));
        }
    }

    [Theory]
    [InlineData("""{ "event_type": "parse.success", "data": { "id": "pjb-1" } }""", "202 Ignored: it is no event of a batch.", " Its type is 'parse.success'.")]
    [InlineData("""{ "event_type": "verify.done", "data": { "id": "bat-1" } }""", "202 Ignored: it is no event of a batch.", " Its type is 'verify.done'.")]
    [InlineData("""{ "data": { "id": "bat-1" } }""", "202 Ignored: it is no event of a batch.", " Its type is ''.")]
    [InlineData("""{ "event_type": "batch.success", "data": { "status": "COMPLETED" } }""", "202 Ignored: the event names no batch.", " Its type is 'batch.success'.")]
    [InlineData("""{ "event_type": "batch.success" }""", "202 Ignored: the event names no batch.", " Its type is 'batch.success'.")]
    [InlineData("""{ "event_type": """, "400 The body is no JSON object.")]
    [InlineData("", "400 The body is no JSON object.")]
    public async Task What_leads_to_nothing_is_answered_for_good_in_our_own_words_and_noted(string body, string answer, string about = "")
    {
        Assert.Equal(answer, await PostAsync(body));
        Assert.Empty(_notices.Take(10));
        Assert.Equal([answer.Insert(3, ":") + about], _notes);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    public async Task Webhooks_come_by_POST(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), _server.BaseAddress);
        using var response = await _client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(WebhookServer.LargestBody, false, 202)]
    [InlineData(WebhookServer.LargestBody / 2, true, 202)]
    [InlineData(WebhookServer.LargestBody + 1, false, 413)]
    [InlineData(WebhookServer.LargestBody + 1, true, 413)]
    public async Task A_body_may_come_in_chunks_but_not_be_longer_than_a_mebibyte(int length, bool chunked, int status)
    {
        var body = Signed.Event("evt-1", "batch.success", "bat-1").PadRight(length);
        using var request = Signed.Request(_server.BaseAddress, body, Signed.SignatureOf(body));
        request.Headers.TransferEncodingChunked = chunked;

        Assert.StartsWith(status.ToString(CultureInfo.InvariantCulture), await SendAsync(request), StringComparison.Ordinal);
        Assert.Equal(status == 202 ? 1 : 0, _notices.Take(10).Count);
    }

    [Fact]
    public async Task A_length_that_is_announced_is_enough_to_be_refused()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _server.BaseAddress.Port, Cancelled);
        await socket.SendAsync("POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 99999999999\r\n\r\n"u8.ToArray(), Cancelled);
        var answer = new byte[12];

        var length = await socket.ReceiveAsync(answer, Cancelled);

        Assert.Equal("HTTP/1.1 413", Encoding.ASCII.GetString(answer, 0, length));
    }

    [Fact]
    public async Task When_there_is_no_room_the_sender_is_to_try_again()
    {
        for (var n = 0; n < NoticeQueue.Capacity; n++)
        {
            _notices.Add(new BatchNotice(null, $"bat-{n}"));
        }

        var body = Signed.Event("evt-1", "batch.success", "bat-one-more");
        Assert.StartsWith("503 ", await PostAsync(body), StringComparison.Ordinal);

        _notices.Take(1);
        Assert.Equal("202 Queued.", await PostAsync(body));
    }

    private async Task<string> PostAsync(string body)
    {
        using var request = Signed.Request(_server.BaseAddress, body, Signed.SignatureOf(body));
        return await SendAsync(request);
    }

    private async Task<string> SendAsync(HttpRequestMessage request)
    {
        using var response = await _client.SendAsync(request, Cancelled);
        return $"{(int)response.StatusCode} {(await response.Content.ReadAsStringAsync(Cancelled)).TrimEnd()}";
    }
}
