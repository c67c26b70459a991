using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class PagingTests : LlamaCloudTest
{
    private async Task<List<string>> ListAsync(BatchFilter? filter = null)
    {
        var ids = new List<string>();

        await foreach (var batch in new LlamaCloudBatchSource(Client).ListBatchesAsync(filter ?? new(), Cancelled))
        {
            ids.Add(batch.BatchId);
        }

        return ids;
    }

    private static string Page(string? token, params string[] ids) =>
        $$"""{"items":[{{string.Join(',', ids.Select(id => $$"""{"id":"{{id}}","status":"RUNNING"}"""))}}],"next_page_token":{{(token is null ? "null" : $"\"{token}\"")}}}""";

    [Fact]
    public async Task The_cursor_is_followed_and_the_filters_are_repeated()
    {
        Server.Then(Page("a&b", "bat-1")).Then(Page(null, "bat-2"));

        var ids = await ListAsync(new()
        {
            Status = "RUNNING",
            CreatedSince = new(2026, 5, 1, 2, 0, 0, TimeSpan.FromHours(2)),
            CreatedUntil = new(2026, 5, 2, 0, 0, 0, 1, TimeSpan.Zero),
            SourceDirectoryId = "dir-1",
        });

        const string Filters = "GET /api/v2/batches?status=RUNNING&created_at_on_or_after=2026-05-01T00%3A00%3A00Z"
            + "&created_at_on_or_before=2026-05-02T00%3A00%3A00.001Z&source_directory_id=dir-1&page_size=100";
        Assert.Equal(["bat-1", "bat-2"], ids);
        Assert.Equal([Filters + " HTTP/1.1", Filters + "&page_token=a%26b HTTP/1.1"], Server.Targets);
    }

    [Theory]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"items":[],"next_page_token":null}""")]
    [InlineData("""{"items":[],"next_page_token":"","total_size":null}""")]
    public async Task No_cursor_of_any_kind_means_the_last_page(string page)
    {
        Server.Then(page);

        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task An_empty_page_with_a_cursor_is_not_the_last()
    {
        Server.Then(Page("1")).Then(Page("2")).Then(Page("", "bat-1"));

        Assert.Equal(["bat-1"], await ListAsync());
    }

    [Fact]
    public async Task A_batch_on_two_pages_is_listed_once()
    {
        Server.Then(Page("1", "bat-1", "bat-2")).Then(Page(null, "bat-2", "bat-3"));

        Assert.Equal(["bat-1", "bat-2", "bat-3"], await ListAsync());
    }

    [Fact]
    public async Task A_cursor_that_comes_back_ends_the_listing_with_a_failure()
    {
        Server.Then(Page("1", "bat-1")).Then(Page("2", "bat-2")).Then(Page("1", "bat-3"));

        var failure = await Assert.ThrowsAsync<AuditException>(() => ListAsync());

        Assert.Equal(FailureKind.BadAnswer, failure.Kind);
        Assert.Contains("a page cursor that it had sent before", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"next_page_token":"1"}""", "a JSON object without items")]
    [InlineData("""{"items":[null]}""", "a page with a null among its rows")]
    [InlineData("""{"items":[{"id":"bat-1"}]}""", "a JSON object that does not hold what the contract says at $.items[0]")]
    public async Task A_page_that_would_lose_a_batch_is_a_failure(string page, string found)
    {
        Server.Then(page);

        var failure = await Assert.ThrowsAsync<AuditException>(() => ListAsync());

        Assert.Equal($"the list of batches: the answer is {found}.", failure.Message);
    }

    [Fact]
    public async Task A_failing_page_is_asked_for_again_with_the_same_cursor()
    {
        Server.Then(Page("1", "bat-1")).Then(Reply.Of(502)).Then(Page(null, "bat-2"));

        Assert.Equal(["bat-1", "bat-2"], await ListAsync());
        Assert.Equal(Server.Targets[1], Server.Targets[2]);
    }
}
