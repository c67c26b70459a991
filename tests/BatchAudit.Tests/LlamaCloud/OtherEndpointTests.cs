using System.Text;
using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class OtherEndpointTests : LlamaCloudTest
{
    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> source)
    {
        var all = new List<T>();

        await foreach (var one in source)
        {
            all.Add(one);
        }

        return all;
    }

    [Fact]
    public async Task Jobs_are_listed_by_fifty_ids_per_call_and_page_by_page()
    {
        var ids = Enumerable.Range(0, 51).Select(i => $"pjb-{i}").ToList();
        Server.Then("""{"items":[{"id":"pjb-0","status":"COMPLETED","tier":"agentic"}],"next_page_token":"t"}""")
            .Then("""{"items":[{"id":"pjb-1","status":"FAILED","error_message":"PDF_IS_BROKEN"}]}""")
            .Then("""{"items":[{"id":"pjb-50","status":"DREAMING","created_at":"2026-05-01T10:00:00"}]}""");

        var jobs = await AllAsync(Client.ParseJobs.ListAsync(ids, Cancelled));

        Assert.Equal(
            [
                new ParseJob { Id = "pjb-0", Status = "COMPLETED", Tier = "agentic" },
                new ParseJob { Id = "pjb-1", Status = "FAILED", ErrorMessage = "PDF_IS_BROKEN" },
                new ParseJob { Id = "pjb-50", Status = "DREAMING", CreatedAt = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero) },
            ],
            jobs);
        var first = "GET /api/v2/parse?" + string.Join('&', ids.Take(50).Select(id => "job_ids=" + id)) + "&page_size=50";
        Assert.Equal([$"{first} HTTP/1.1", $"{first}&page_token=t HTTP/1.1", "GET /api/v2/parse?job_ids=pjb-50&page_size=1 HTTP/1.1"], Server.Targets);
    }

    [Fact]
    public async Task No_ids_at_all_are_no_call_at_all() => Assert.Empty(await AllAsync(Client.ExtractJobs.ListAsync([], Cancelled)));

    [Fact]
    public async Task A_page_of_jobs_is_kept_as_received_and_reads_the_same_from_its_bytes()
    {
        const string Json = """ {"items":[{"id":"ext-1","status":"COMPLETED","file_input":"dfl-1","extract_result":{"a":[1,2]}}]} """;
        Server.Then(Json);

        var page = Assert.Single(await AllAsync(Client.ExtractJobs.ListPagesAsync(new() { Status = JobStatus.Completed }, Cancelled)));

        Assert.Equal(Json, Encoding.UTF8.GetString(page.Body.Span));
        Assert.Equal(page.Value.Items, AnswerParser.ExtractJobPage(page.Body).Items);
        Assert.Equal(["GET /api/v2/extract?status=COMPLETED&page_size=100 HTTP/1.1"], Server.Targets);
    }

    [Fact]
    public async Task A_single_parse_job_comes_wrapped()
    {
        Server.Then("""{"job":{"id":"pjb-1","status":"COMPLETED","usage":{"credits":12.5}},"markdown":null}""");

        var job = await Client.ParseJobs.GetAsync("pjb-1", ["usage"], Cancelled);

        Assert.Equal(new ParseJob { Id = "pjb-1", Status = "COMPLETED", Usage = new() { Credits = 12.5 } }, job);
        Assert.Equal(["GET /api/v2/parse/pjb-1?expand=usage HTTP/1.1"], Server.Targets);
    }

    [Fact]
    public async Task A_single_extract_job_comes_bare()
    {
        Server.Then("""{"id":"ext-1","status":"FAILED","error_message":"llm_refusal","extract_metadata":{"parse_job_id":"pjb-1"}}""");

        var job = await Client.ExtractJobs.GetAsync("ext-1", cancellationToken: Cancelled);

        Assert.Equal(
            new ExtractJob { Id = "ext-1", Status = "FAILED", ErrorMessage = "llm_refusal", ExtractMetadata = new() { ParseJobId = "pjb-1" } }, job);
    }

    [Fact]
    public async Task A_job_that_is_gone_is_not_found()
    {
        Server.Then(Reply.Of(404, """{"detail":"Parse job not found"}"""));

        var failure = await Assert.ThrowsAsync<AuditException>(() => Client.ParseJobs.GetAsync("pjb-1", cancellationToken: Cancelled));

        Assert.Equal(FailureKind.NotFound, failure.Kind);
        Assert.Equal("parse job pjb-1: the server answered 404 Not Found: Parse job not found (GET /api/v2/parse/pjb-1)", failure.Message);
    }

    [Fact]
    public async Task Another_job_than_asked_for_is_refused()
    {
        Server.Then("""{"job":{"id":"pjb-2","status":"COMPLETED"}}""");

        var failure = await Assert.ThrowsAsync<AuditException>(() => Client.ParseJobs.GetAsync("pjb-1", cancellationToken: Cancelled));

        Assert.Equal("parse job pjb-1: the answer is parse job pjb-2.", failure.Message);
    }

    [Fact]
    public async Task The_files_of_a_directory_are_asked_for_without_a_body()
    {
        Server.Then("""{"items":[{"id":"dfl-1","display_name":"a.pdf","unique_id":"u","deleted_at":"2026-05-01T00:00:00Z","metadata":{"n":1}}]}""");

        var file = Assert.Single(await AllAsync(Client.DirectoryFiles.ListAsync("dir-1", includeDeleted: true, Cancelled)));

        Assert.Equal(
            new DirectoryFile { Id = "dfl-1", DisplayName = "a.pdf", UniqueId = "u", DeletedAt = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero) }, file);
        var asked = Assert.Single(Server.Requests);
        Assert.Equal("GET /api/v1/beta/directories/dir-1/files?include_deleted=true&page_size=100 HTTP/1.1", asked.Target);
        Assert.DoesNotContain("Content-Length", asked.Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_directory_is_read_by_its_id()
    {
        Server.Then("""{"id":"dir-1","name":"May","project_id":"prj-1","type":"ephemeral"}""");

        Assert.Equal(
            new SourceDirectory { Id = "dir-1", Name = "May", ProjectId = "prj-1", Type = "ephemeral" },
            await Client.Directories.GetAsync("dir-1", Cancelled));
    }

    [Fact]
    public async Task Data_points_tell_when_a_job_changed_its_state()
    {
        Server.Then("""{"items":[{"id":"pjb-1","status":"completed","custom_tag":null,"state_transitions":{"pending_at":"2026-05-01T10:00:00Z","failed_at":null}}]}""");

        var point = Assert.Single(await AllAsync(
            Client.JobDataPoints.ListAsync(new() { JobType = "parse", Hours = 24, Status = ["completed", "failed"] }, Cancelled)));

        Assert.Equal(
            new JobDataPoint { Id = "pjb-1", Status = "completed", StateTransitions = new() { PendingAt = new(2026, 5, 1, 10, 0, 0, TimeSpan.Zero) } }, point);
        Assert.Equal(["GET /api/v1/job-data-points?job_type=parse&hours=24&status=completed&status=failed&page_size=100 HTTP/1.1"], Server.Targets);
    }
}
