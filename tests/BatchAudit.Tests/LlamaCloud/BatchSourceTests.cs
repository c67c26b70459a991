using System.Text;
using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class BatchSourceTests : LlamaCloudTest
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private LlamaCloudBatchSource Source => new(Client);

    private static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<Answer<T>> answers)
    {
        var all = new List<T>();

        await foreach (var answer in answers)
        {
            all.Add(answer.Value);
        }

        return all;
    }

    [Fact]
    public void Only_jobs_of_known_types_can_be_asked_for() =>
        Assert.Equal([true, true, false, false], new[] { "parse_v2", "extract_v2", "parse", null }.Select(Source.HasJobs));

    [Fact]
    public async Task Listed_parse_jobs_have_a_tier_and_no_credits_and_an_empty_error_is_none()
    {
        Server.Then("""{"items":[{"id":"pjb-1","status":"COMPLETED","tier":"agentic","error_message":"","created_at":"2026-05-01T12:00:00Z"}],"next_page_token":"t"}""")
            .Then("""{"items":[{"id":"pjb-2","status":"FAILED","error_message":"PDF_IS_BROKEN","updated_at":"2026-05-01T12:00:00Z"}],"next_page_token":""}""");

        var pages = await AllAsync(Source.ListJobsAsync("parse_v2", ["pjb-1", "pjb-2"], Cancelled));

        Assert.Equal(
            [[new("pjb-1", "COMPLETED", null, "agentic", null, Noon, null)], [new("pjb-2", "FAILED", "PDF_IS_BROKEN", null, null, null, Noon)]],
            pages);
        const string First = "GET /api/v2/parse?job_ids=pjb-1&job_ids=pjb-2&page_size=2";
        Assert.Equal([$"{First} HTTP/1.1", $"{First}&page_token=t HTTP/1.1"], Server.Targets);
    }

    [Fact]
    public async Task Extract_jobs_are_listed_where_they_live()
    {
        Server.Then("""{"items":[{"id":"ext-1","status":"THROTTLED","extract_result":{"a":1}}]}""");

        Assert.Equal([[new("ext-1", "THROTTLED", null, null, null, null, null)]], await AllAsync(Source.ListJobsAsync("extract_v2", ["ext-1"], Cancelled)));
        Assert.Equal(["GET /api/v2/extract?job_ids=ext-1&page_size=1 HTTP/1.1"], Server.Targets);
    }

    [Theory]
    [InlineData("parse_v2", "/api/v2/parse/j-1", """{"job":{"id":"j-1","status":"COMPLETED","tier":"fast","usage":{"credits":12.5}}}""", "fast")]
    [InlineData("extract_v2", "/api/v2/extract/j-1", """{"id":"j-1","status":"COMPLETED","usage":{"credits":12.5}}""", null)]
    public async Task A_single_job_comes_with_what_it_cost_and_the_bytes_that_say_so(string jobType, string path, string json, string? tier)
    {
        Server.Then(json);

        var answer = await Source.GetJobAsync(jobType, "j-1", Cancelled);

        Assert.Equal(new JobSnapshot("j-1", "COMPLETED", null, tier, 12.5, null, null), answer.Value);
        Assert.Equal(json, Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal([$"GET {path}?expand=usage HTTP/1.1"], Server.Targets);
    }

    [Theory]
    [InlineData("parse_v2", "parse")]
    [InlineData("extract_v2", "extract")]
    public async Task Data_points_call_the_types_by_shorter_names(string jobType, string word)
    {
        Server.Then("""
            {"items":[
              {"id":"j-1","status":"completed","state_transitions":{"pending_at":"2026-05-01T12:00:00Z","throttled_at":"2026-05-01T12:00:01Z",
               "running_at":"2026-05-01T12:00:02Z","completed_at":"2026-05-01T12:00:03Z","failed_at":"2026-05-01T12:00:04Z","cancelled_at":"2026-05-01T12:00:05Z"}},
              {"id":"j-2"}]}
            """);

        var page = Assert.Single(await AllAsync(Source.ListJobTimesAsync(jobType, 24, Cancelled)));

        Assert.Equal(
            [
                new("j-1", Noon, Noon.AddSeconds(1), Noon.AddSeconds(2), Noon.AddSeconds(3), Noon.AddSeconds(4), Noon.AddSeconds(5)),
                new("j-2", null, null, null, null, null, null),
            ],
            page);
        Assert.Equal([$"GET /api/v1/job-data-points?job_type={word}&hours=24&page_size=100 HTTP/1.1"], Server.Targets);
    }

    [Fact]
    public async Task A_directory_tells_when_it_will_vanish()
    {
        Server.Then("""{"id":"dir-1","name":"May","type":"ephemeral","expires_at":"2026-05-01T12:00:00Z","deleted_at":null}""");

        Assert.Equal(new DirectorySnapshot("dir-1", "May", "ephemeral", Noon, null), (await Source.GetDirectoryAsync("dir-1", Cancelled)).Value);
    }

    [Fact]
    public async Task The_last_page_of_files_says_so_and_deleted_files_are_among_them()
    {
        Server.Then("""{"items":[{"id":"dfl-1","display_name":"a.pdf","unique_id":"u","file_id":"doc-1","created_at":"2026-05-01T12:00:00Z"}],"next_page_token":"t"}""")
            .Then("""{"items":[{"id":"dfl-2","deleted_at":"2026-05-01T12:00:00Z"}],"next_page_token":""}""");

        var pages = await AllAsync(Source.ListDirectoryFilesAsync("dir-1", Cancelled));

        Assert.Equal([new("dfl-1", "a.pdf", "u", "doc-1", Noon, null), new("dfl-2", null, null, null, null, Noon)], pages.SelectMany(page => page.Files));
        Assert.Equal([false, true], pages.Select(page => page.IsLast));
        Assert.Equal("GET /api/v1/beta/directories/dir-1/files?include_deleted=true&page_size=100 HTTP/1.1", Server.Targets[0]);
    }
}
