using System.Text;
using BatchAudit.Webhooks;

namespace BatchAudit.Tests.Webhooks;

public sealed class EnvelopeTests
{
    private const string Uuid = "0f8fad5b-d9cb-469f-a165-70867728950e";

    [Theory]
    [InlineData("""{ "data": { "batch_id": "bat-1" } }""", "bat-1")]
    [InlineData("""{ "data": { "batch": { "id": "bat-1" } } }""", "bat-1")]
    [InlineData("""{ "data": { "id": "bat-1" } }""", "bat-1")]
    [InlineData("""{ "data": { "id": "evt-7", "batch_id": "bat-1" } }""", "bat-1")]
    [InlineData("""{ "data": { "id": "bat-2", "batch_id": "bat-1" } }""", "bat-1")]
    [InlineData("""{ "data": { "id": "bat-1", "batch_id": null } }""", "bat-1")]
    [InlineData($$"""{ "data": { "id": "{{Uuid}}" } }""", Uuid)]
    [InlineData("""{ "data": "{ \"id\": \"bat-1\" }" }""", "bat-1")]
    [InlineData("""{ "data": { "id": "pjb-1", "job_id": "pjb-1" } }""", null)]
    [InlineData("""{ "data": { "id": 7 } }""", null)]
    [InlineData("""{ "data": { "id": "bat-../../v1/files" } }""", null)]
    [InlineData("""{ "data": { "id": "bat-1\n" } }""", null)]
    [InlineData("""{ "data": { "id": "bat-\ud800" } }""", null)]
    [InlineData("""{ "data": "no JSON" }""", null)]
    [InlineData("""{ "data": "\ud800" }""", null)]
    [InlineData("""{ "data": [ "bat-1" ] }""", null)]
    [InlineData("""{ "data": null }""", null)]
    [InlineData("""{ "id": "bat-1" }""", null)]
    public void The_batch_is_found_wherever_it_may_stand_and_nothing_else_is_taken_for_one(string body, string? batchId) =>
        Assert.Equal(new Envelope(null, null, batchId), Envelope.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void An_event_has_its_id_and_its_type() => Assert.Equal(
        new Envelope("evt-1", "batch.success", "bat-1"),
        Envelope.Parse(Encoding.UTF8.GetBytes(Signed.Event("evt-1", "batch.success", "bat-1"))));

    [Fact]
    public void Ids_too_long_to_be_remembered_are_no_ids() => Assert.Equal(
        new Envelope(null, "batch.success", null),
        Envelope.Parse(Encoding.UTF8.GetBytes(Signed.Event(new string('e', 201), "batch.success", "bat-" + new string('1', 197)))));

    [Fact]
    public void An_event_that_comes_as_a_JSON_string_is_the_same_event() => Assert.Equal(
        new Envelope("evt-1", "batch.success", "bat-1"), Envelope.Parse(Encoding.UTF8.GetBytes(Signed.AsString(Signed.Event("evt-1", "batch.success", "bat-1")))));

    [Fact]
    public void A_string_is_opened_once_and_no_further()
    {
        Assert.Null(Envelope.Parse(Encoding.UTF8.GetBytes(Signed.AsString(Signed.AsString(Signed.Event("evt-1", "batch.success", "bat-1"))))));
        Assert.Equal(new Envelope(null, null, null), Envelope.Parse(Encoding.UTF8.GetBytes(Signed.AsString("""{ "data": "{ \"id\": \"bat-1\" }" }"""))));
    }

    public static TheoryData<string> Hostile =>
    [
        string.Concat(Enumerable.Repeat("{\"data\":", 10_000)) + "1" + new string('}', 10_000),
        new string('[', 10_000) + new string(']', 10_000),
        Signed.AsString(string.Concat(Enumerable.Repeat("{\"data\":", 10_000)) + "1" + new string('}', 10_000)),
        """{ "data": { "id": "bat-1" }, "data": { "id": "bat-2" } }""",
        """{ "data": { "id": "bat-1", "\u0069d": "bat-2" } }""",
        """{ "\ud800": 1, "data": { "id": "bat-1" } }""",
        """{ "d\udfffta": 1, "data": { "id": "bat-1" } }""",
        Signed.AsString("""{ "data": { "id": "bat-1", "id": "bat-2" } }"""),
        "\"\\ud800\"",
        "\"\\u007b\\ud800\\u007d\"",
        """{ "event_type": "batch.success" } { }""",
        """{ "timestamp": NaN }""",
        "\u0000",
        "\ufeff{ }",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_deep_ambiguous_or_no_text_is_refused_and_never_a_fault(string body) => Assert.Null(Envelope.Parse(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData(new byte[] { 0xff, 0xfe, (byte)'{', 0, (byte)'}', 0 })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xc3, (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'"', 0xed, 0xa0, 0x80, (byte)'"' })]
    public void What_is_no_UTF_8_is_refused(byte[] body) => Assert.Null(Envelope.Parse(body));

    [Fact]
    public void A_number_of_any_size_is_passed_over() => Assert.Equal(
        new Envelope(null, null, "bat-1"),
        Envelope.Parse(Encoding.UTF8.GetBytes($$"""{ "timestamp": 1{{new string('0', 100_000)}}e999999999, "data": { "id": "bat-1" } }""")));

    [Fact]
    public void Whatever_bytes_come_nothing_is_thrown()
    {
        var random = new Random(20260504);
        var seeds = new[] { Signed.Event("evt-1", "batch.success", "bat-1"), Signed.AsString(Signed.Event("evt-1", "batch.success", "bat-1")) };

        for (var n = 0; n < 20_000; n++)
        {
            var body = Encoding.UTF8.GetBytes(seeds[n % 2]);

            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                body[random.Next(body.Length)] = n % 3 == 0 ? (byte)random.Next(256) : (byte)"\\\"{}[]ud8:,"[random.Next(11)];
            }

            Envelope.Parse(body.AsMemory(0, random.Next(body.Length + 1)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"bat-1\"")]
    [InlineData("\"\"")]
    [InlineData("\"[]\"")]
    [InlineData("null")]
    [InlineData("{ \"data\": ")]
    [InlineData("<html>")]
    public void What_is_no_JSON_object_is_no_event(string body) =>
        Assert.Null(Envelope.Parse(Encoding.UTF8.GetBytes(body)));
}
