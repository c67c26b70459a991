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

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"bat-1\"")]
    [InlineData("{ \"data\": ")]
    [InlineData("<html>")]
    public void What_is_no_JSON_object_is_no_event(string body) =>
        Assert.Null(Envelope.Parse(Encoding.UTF8.GetBytes(body)));
}
