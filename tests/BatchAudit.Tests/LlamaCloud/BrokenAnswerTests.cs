using System.Text;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class BrokenAnswerTests : LlamaCloudTest
{
    public static TheoryData<string> BrokenInTransit => ["shorter than announced", "bad gzip", "gzip cut off", "closed without an answer"];

    [Theory]
    [MemberData(nameof(BrokenInTransit))]
    public async Task An_answer_that_broke_in_transit_is_asked_for_again(string how)
    {
        var gzip = Reply.Gzip(Batch(results: "[" + string.Join(',', Enumerable.Repeat("""{"source_directory_file_id":"dfl-1"}""", 500)) + "]"));
        Server.Then(how switch
        {
            "shorter than announced" => Reply.Json(Batch()) with { Length = 1000 },
            "bad gzip" => Reply.Json("this is no gzip at all") with { Headers = "Content-Encoding: gzip\r\n" },
            "gzip cut off" => gzip with { Body = gzip.Body[..(gzip.Body.Length / 2)] },
            _ => new Reply(200, []) { Length = 50 },
        });
        Server.Then(Batch());

        Assert.Equal("bat-1", (await GetBatchAsync()).Value.BatchId);
        Assert.Single(Waits);
    }

    [Theory]
    [InlineData("", "batch bat-1: the answer is an empty body.")]
    [InlineData("<html>Sign in</html>", "batch bat-1: the answer is a page of HTML or XML, not JSON.")]
    [InlineData("OK", "batch bat-1: the answer is not JSON.")]
    [InlineData("[]", "batch bat-1: the answer is JSON of the wrong type (array instead of an object).")]
    [InlineData("null", "batch bat-1: the answer is JSON of the wrong type (null instead of an object).")]
    [InlineData("{}", "batch bat-1: the answer is a JSON object without id and status.")]
    [InlineData("""{"id":null,"status":"RUNNING"}""", "batch bat-1: the answer is a JSON object without id.")]
    [InlineData("""{"id":"","status":"RUNNING"}""", "batch bat-1: the answer is a batch with an empty id.")]
    [InlineData("""{"id":"bat-1"}""", "batch bat-1: the answer is a JSON object without status.")]
    [InlineData("""{"id":"bat-2","status":"RUNNING"}""", "batch bat-1: the answer is batch bat-2.")]
    [InlineData("""{"id":"bat-1","status":7}""", "batch bat-1: the answer is a JSON object that does not hold what the contract says at $.status.")]
    public async Task What_is_no_batch_is_named_and_kept(string body, string message)
    {
        Server.Then(body);

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.BadAnswer, failure.Kind);
        Assert.Equal(message, failure.Message);
        Assert.NotNull(failure.Hint);
        Assert.Equal(body, Encoding.UTF8.GetString(failure.Body!.Value.Span));
        Assert.Empty(Waits);
    }

    [Fact]
    public async Task JSON_that_keeps_breaking_off_is_asked_for_again_and_then_kept()
    {
        const string Cut = """{"id":"bat-1","status":"COMP""";
        Use(Options(attempts: 2));
        Server.Then(Cut).Then(Cut);

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.BadAnswer, failure.Kind);
        Assert.Equal($"batch bat-1: the answer is JSON that breaks off after {Cut.Length} bytes.", failure.Message);
        Assert.Equal(Cut, Encoding.UTF8.GetString(failure.Body!.Value.Span));
        Assert.Equal(["batch bat-1: 200 OK, but the answer breaks off; attempt 2 of 2 follows"], Reasons);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_beyond_the_limit_is_not_read(bool compressed)
    {
        Use(Options(maxBodyBytes: 1000));
        var json = Batch() + new string(' ', 100_000);
        Server.Then(compressed ? Reply.Gzip(json) : Reply.Json(json));

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.BadAnswer, failure.Kind);
        Assert.StartsWith("batch bat-1: the answer to GET /api/v2/batches/bat-1 is longer than 1,000 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_reported_and_not_followed()
    {
        Server.Then(Reply.Of(302, headers: "Location: https://elsewhere.example/login"));

        var failure = await FailsAsync();

        Assert.Equal(FailureKind.BadAnswer, failure.Kind);
        Assert.Contains("302 Found: it points to https://elsewhere.example/login", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"detail":[{"loc":["query","page_size"],"msg":"too large","type":"x"},{"loc":["path",1],"msg":"no"}]}""", "query.page_size: too large; path.1: no")]
    [InlineData("""{"detail":{"code":3}}""", """{"code":3}""")]
    [InlineData("""{"detail":["odd"]}""", "\"odd\"")]
    [InlineData("""{"detail":"\u001b[31mred\u0007\r\nnext"}""", "\uFFFD[31mred\uFFFD next")]
    [InlineData("""{"detail":"\ud800 alone"}""", "\uFFFD alone")]
    [InlineData("plain words", "plain words")]
    [InlineData("", null)]
    public async Task The_servers_own_words_are_shown_harmless(string body, string? shown)
    {
        Server.Then(Reply.Of(422, body));

        var failure = await FailsAsync();

        Assert.Equal(
            $"batch bat-1: the server answered 422 Unprocessable Entity{(shown is null ? "" : ": " + shown)} (GET /api/v2/batches/bat-1)",
            failure.Message.Replace("Unprocessable Content", "Unprocessable Entity", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Long_words_are_cut()
    {
        Server.Then(Reply.Of(400, new string('x', 5000)));

        Assert.Contains($": {new string('x', 300)}… (GET", (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_in_no_message_even_if_the_server_repeats_it()
    {
        Server.Then(Reply.Of(401, $$"""{"detail":"Invalid key {{Key}}"}"""));

        var failure = await FailsAsync();

        Assert.DoesNotContain(Key, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("Invalid key [key]", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.Body);
    }
}
