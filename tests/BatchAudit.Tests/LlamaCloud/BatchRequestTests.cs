using System.Text;
using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class BatchRequestTests : LlamaCloudTest
{
    [Fact]
    public async Task A_batch_comes_with_its_results_and_the_very_bytes_received()
    {
        const string Json = """
            { "id": "bat-1", "project_id": "prj-1", "source_directory_id": "dir-1", "new_field": {"a": [1]},
              "config": { "job": { "type": "parse_v2", "configuration_id": "cfg-1" } }, "status": "COMPLETED",
              "created_at": "2026-05-01T10:00:00.250Z", "updated_at": "2026-05-01T12:30:00+02:00",
              "results": [ { "source_directory_file_id": "dfl-1", "job_reference": { "type": "parse_v2", "id": "pjb-1" }, "error_message": null } ] }
            """;
        Server.Then(Json);

        var answer = await GetBatchAsync();

        Assert.Equal(Json, Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal(Time.GetUtcNow(), answer.ReceivedAt);
        Assert.Equal([new FileResult("dfl-1", "parse_v2", "pjb-1", null)], answer.Value.Results);
        Assert.Equal(["new_field"], answer.Value.UnknownFields);
        Assert.Equal(
            new BatchSnapshot
            {
                BatchId = "bat-1",
                ProjectId = "prj-1",
                SourceDirectoryId = "dir-1",
                JobType = "parse_v2",
                ConfigurationId = "cfg-1",
                Status = "COMPLETED",
                CreatedAt = new(2026, 5, 1, 10, 0, 0, 250, TimeSpan.Zero),
                UpdatedAt = new(2026, 5, 1, 10, 30, 0, TimeSpan.Zero),
                ResultsState = ResultsState.Listed,
                Results = answer.Value.Results,
                UnknownFields = answer.Value.UnknownFields,
            },
            answer.Value);
    }

    [Fact]
    public async Task A_request_says_who_asks_and_for_what()
    {
        Server.Then(Batch());

        await Client.Batches.GetAsync("bat-1", new() { Expand = ["results"], ProjectId = "prj-1", OrganizationId = "org 1" }, Cancelled);

        var asked = Assert.Single(Server.Requests);
        Assert.Equal("GET /api/v2/batches/bat-1?project_id=prj-1&organization_id=org%201&expand=results HTTP/1.1", asked.Target);
        Assert.Equal("Bearer " + Key, asked.Headers["Authorization"]);
        Assert.Equal("application/json", asked.Headers["Accept"]);
        Assert.Matches("^batch-audit/[0-9]+\\.[0-9]+\\.[0-9]+[^+]*$", asked.Headers["User-Agent"]);
        Assert.Contains("gzip", asked.Headers["Accept-Encoding"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_project_and_organization_of_the_options_go_with_every_call()
    {
        using var client = new LlamaCloudClient(new() { ApiKey = Key, BaseUrl = Server.Url, ProjectId = "prj-9", OrganizationId = "org-9" });
        Server.Then(Batch()).Then("""{"items":[]}""");

        await new LlamaCloudBatchSource(client).GetBatchAsync("bat-1", Cancelled);
        await foreach (var _ in client.Batches.ListAsync(cancellationToken: Cancelled))
        {
        }

        Assert.All(Server.Targets, target => Assert.Contains("?project_id=prj-9&organization_id=org-9&", target, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a/b?c#d", "a%2Fb%3Fc%23d")]
    [InlineData("../jobs", "..%2Fjobs")]
    [InlineData("5f0c8a2e-8f3b-4a53-b3a8-0d8f3b1f9c11", "5f0c8a2e-8f3b-4a53-b3a8-0d8f3b1f9c11")]
    [InlineData("ä %", "%C3%A4%20%25")]
    public async Task An_id_is_one_segment_of_the_path(string id, string segment)
    {
        Server.Then(Batch(id));

        await GetBatchAsync(id);

        Assert.Equal([$"GET /api/v2/batches/{segment}?expand=results HTTP/1.1"], Server.Targets);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_that_a_path_would_lose_is_never_sent(string id) =>
        Assert.Equal(FailureKind.NotFound, (await FailsAsync(id)).Kind);

    [Fact]
    public async Task A_compressed_answer_is_kept_decompressed()
    {
        Server.Then(Reply.Gzip(Batch()));

        Assert.Equal(Batch(), Encoding.UTF8.GetString((await GetBatchAsync()).Body.Span));
    }

    [Fact]
    public async Task Requests_and_repeats_are_counted()
    {
        Server.Then(Reply.Of(503)).Then(Reply.Of(503)).Then(Batch()).Then(Batch());

        await GetBatchAsync();
        await GetBatchAsync();

        Assert.Equal(new CallCount(Sent: 4, Retried: 2), Client.Calls);
    }
}
