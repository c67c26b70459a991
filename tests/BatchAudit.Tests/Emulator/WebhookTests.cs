using System.Text.Json;
using BatchAudit.Emulator;
using BatchAudit.Tests.Collecting;
using BatchAudit.Tests.Webhooks;

namespace BatchAudit.Tests.Emulator;

/// <summary>Webhooks that the emulator sends, received on real sockets.</summary>
public sealed class WebhookTests
{
    private const string Directory = """{ "batches": [ { "files": 2, "directory": { "id": "dir-1" } } ] }""";

    [Theory]
    [InlineData("json")]
    [InlineData("string")]
    [InlineData(null)]
    public async Task A_batch_tells_of_each_change_signed_and_in_the_form_it_was_created_with(string? format)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var served = await Served.WithAsync(Directory, time: new ImpatientTime());
        var batchId = await CreateAsync(served, Endpoint(receiver, format));

        var told = await receiver.TakeAsync(3);

        Assert.Equal(["batch.pending PENDING", "batch.running RUNNING", "batch.success COMPLETED"], told.Select(one => Words(one, format)));
        Assert.All(told, one =>
        {
            var root = Envelope(one, format);
            Assert.Equal(batchId, root.GetProperty("data").GetProperty("id").GetString());
            Assert.Equal(root.GetProperty("event_id").GetString(), one.Headers["X-Webhook-Event-ID"]);
            Assert.Equal(root.GetProperty("event_type").GetString(), one.Headers["X-Webhook-Event-Type"]);
            Assert.Equal(JsonValueKind.Number, root.GetProperty("timestamp").ValueKind);
            Assert.Equal("llamaindex-webhook-service/1.0", one.Headers["User-Agent"]);
            Assert.Equal("application/json", one.Headers["Content-Type"]);
            Assert.Equal("blue", one.Headers["X-Tenant"]);
            Assert.Equal(Signed.SignatureOf(one.Body), one.Headers["LC-Signature"]);
            Assert.NotNull(BatchAudit.Webhooks.Envelope.Parse(System.Text.Encoding.UTF8.GetBytes(one.Body))?.BatchId);
        });
        Assert.Equal(3, told.Select(one => one.Headers["X-Webhook-Event-ID"]).Distinct().Count());
    }

    [Fact]
    public async Task An_endpoint_gets_only_the_events_that_it_wants_and_is_not_signed_to_without_a_secret()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var served = await Served.WithAsync(Directory, time: new ImpatientTime());
        await CreateAsync(served, $$"""{ "webhook_url": "{{receiver.Address}}a", "webhook_events": ["batch.success", "parse.success"] }""");

        var told = Assert.Single(await receiver.TakeAsync(1));

        Assert.Equal(("/a", "batch.success"), (told.Path, told.Headers["X-Webhook-Event-Type"]));
        Assert.DoesNotContain("LC-Signature", told.Headers.Keys);
    }

    [Fact]
    public async Task A_batch_that_is_cancelled_says_so_instead_of_what_would_have_become_of_it()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var served = await Served.WithAsync(Directory);
        var batchId = await CreateAsync(served, Endpoint(receiver, "json"));
        await receiver.TakeAsync(1);

        served.Time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal("batch.running RUNNING", Words(Assert.Single(await receiver.TakeAsync(1)), "json"));
        await served.SendAsync(HttpMethod.Post, $"/api/v2/batches/{batchId}/cancel", null, 200);
        served.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("batch.cancelled CANCELLED", Words(Assert.Single(await receiver.TakeAsync(1)), "json"));
        Assert.True(receiver.IsEmpty);
    }

    [Fact]
    public async Task What_is_not_taken_is_sent_three_times_and_then_the_next_event()
    {
        await using var receiver = await Receiver.StartAsync(500, 302, 404, 503);
        await using var served = await Served.WithAsync(Directory, time: new ImpatientTime());
        await CreateAsync(served, Endpoint(receiver, "json"));

        var told = await receiver.TakeAsync(6);

        Assert.Equal(
            ["batch.pending", "batch.pending", "batch.pending", "batch.running", "batch.running", "batch.success"],
            told.Select(one => one.Headers["X-Webhook-Event-Type"]));
        Assert.All(told, one => Assert.Equal("/", one.Path));
        Assert.Equal(3, told.Select(one => one.Headers["X-Webhook-Event-ID"]).Distinct().Count());
    }

    [Fact]
    public async Task A_scenario_names_webhooks_too_and_what_happened_before_its_start_is_not_told()
    {
        await using var receiver = await Receiver.StartAsync();
        var scenario = $$"""
            { "batches": [
              { "id": "bat-old", "files": 1, "webhook_configurations": [ {{Endpoint(receiver, "json")}} ] },
              { "id": "bat-new", "files": 1, "created": "00:00:00", "webhook_configurations": [ {{Endpoint(receiver, "string")}} ],
                "steps": [ { "status": "PENDING" }, { "at": "00:01:00", "status": "ARCHIVING" }, { "at": "00:02:00", "status": "FAILED" } ] } ] }
            """;
        await using var served = await Served.WithAsync(scenario, time: new ImpatientTime());

        Assert.Equal(["batch.pending PENDING", "batch.error FAILED"], (await receiver.TakeAsync(2)).Select(one => Words(one, "string")));
        Assert.True(receiver.IsEmpty);
    }

    [Theory]
    [InlineData("""{ "webhook_url": "https://example.com/hook" }""", "webhook_url")]
    [InlineData("""{ "webhook_url": "http://10.0.0.7/hook" }""", "webhook_url")]
    [InlineData("""{ "webhook_url": "http://0.0.0.0:8485" }""", "webhook_url")]
    [InlineData("""{ "webhook_url": "http://127.0.0.1.example.com" }""", "webhook_url")]
    [InlineData("""{ "webhook_url": "http://127.0.0.1@example.com" }""", "webhook_url")]
    [InlineData("""{ "webhook_url": "file:///etc/passwd" }""", "webhook_url")]
    [InlineData("""{ "webhook_url": null }""", "webhook_url")]
    [InlineData("""{ "webhook_url": "http://localhost:1", "webhook_output_format": "xml" }""", "webhook_output_format")]
    [InlineData("""{ "webhook_url": "http://localhost:1", "webhook_headers": { "a b": "c" } }""", "webhook_headers")]
    [InlineData("""{ "webhook_url": "http://[::1]:1", "webhook_headers": { "a": "b\r\nc: d" } }""", "webhook_headers")]
    [InlineData("""{ "webhook_url": 7 }""", "webhook_configurations")]
    [InlineData("7", "webhook_configurations")]
    [InlineData("null", "webhook_configurations")]
    public async Task An_endpoint_elsewhere_and_one_that_cannot_be_sent_to_are_refused(string endpoint, string field)
    {
        await using var served = await Served.WithAsync(Directory);

        var refusal = await served.SendAsync(HttpMethod.Post, "/api/v2/batches", Body(endpoint), 422);

        Assert.Equal(field, refusal.GetProperty("detail")[0].GetProperty("loc").EnumerateArray().Last().GetString());
        Assert.Single(await served.AllAsync("/api/v2/batches"));
    }

    [Theory]
    [InlineData("""{ "webhook_url": "http://example.com" }""", "webhook_configurations[0]")]
    [InlineData("""{ "webhook_url": "http://127.0.0.1:1", "webhook_output_format": "xml" }""", "'webhook_output_format'")]
    [InlineData("""{ "webhook_uri": "http://127.0.0.1:1" }""", "'webhook_uri'")]
    [InlineData("null", "null")]
    public void A_scenario_with_such_an_endpoint_is_refused_with_its_place(string endpoint, string place) => Assert.Contains(
        place,
        Assert.Throws<AuditException>(() => Scenario.Parse($$"""{ "batches": [ { "webhook_configurations": [ {{endpoint}} ] } ] }""")).Message,
        StringComparison.Ordinal);

    private static string Endpoint(Receiver receiver, string? format) => $$"""
        { "webhook_url": "{{receiver.Address}}", "webhook_headers": { "X-Tenant": "blue", "LC-Signature": "sha256=00" },
          "webhook_output_format": {{JsonSerializer.Serialize(format)}}, "webhook_signing_secret": "{{Signed.Secret}}" }
        """;

    private static string Body(string endpoint) => $$"""
        { "source_directory_id": "dir-1", "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } },
          "webhook_configurations": [ {{endpoint}} ] }
        """;

    private static async Task<string> CreateAsync(Served served, string endpoint) =>
        (await served.SendAsync(HttpMethod.Post, "/api/v2/batches", Body(endpoint), 201)).GetProperty("id").GetString()!;

    private static JsonElement Envelope(Received received, string? format)
    {
        var root = JsonDocument.Parse(received.Body).RootElement;
        return format is "json" ? root : JsonDocument.Parse(root.GetString()!).RootElement;
    }

    private static string Words(Received received, string? format) =>
        $"{received.Headers["X-Webhook-Event-Type"]} {Envelope(received, format).GetProperty("data").GetProperty("status")}";
}
