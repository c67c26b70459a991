using System.Text;
using BatchAudit.LlamaCloud;
using BatchAudit.Redacting;

namespace BatchAudit.Tests.LlamaCloud;

/// <summary>A server, or who answers in its place, repeats what it was told.</summary>
public sealed class RepeatedSecretTests : LlamaCloudTest
{
    private const string Login = "corp:S3cretProxyPw";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nyou sent " + Key + " by http//" + Login + "@proxy/\r\n\r\n")]
    [InlineData("what is " + Key + " of " + Login + "?\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Key + " " + Login + "\r\n")]
    public async Task What_the_runtime_cannot_read_is_told_without_secrets_before_each_wait_and_in_the_end(string answer)
    {
        for (var n = 0; n < 6; n++)
        {
            Server.Then(async (_, stream, cancellationToken) => await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), cancellationToken));
        }

        Use(WithProxy());
        var failure = await FailsAsync();

        Assert.Equal(FailureKind.Unreachable, failure.Kind);
        Assert.Equal(5, Reasons.Count);
        Assert.All([.. Reasons, failure.Message], AssertClean);
    }

    [Theory]
    [InlineData(404, """{"detail":"no batch for %K"}""")]
    [InlineData(400, "<html>http://%L@proxy.example/ says no</html>")]
    [InlineData(402, """{"detail":"\u0053\u0033cretProxyPw"}""")]
    [InlineData(410, """{"detail":"log in at https://else.example/?token=0123 with Authorization: Bearer 0123.4567"}""")]
    public async Task A_failure_is_told_without_secrets_and_its_body_is_no_evidence(int status, string body)
    {
        Server.Then(Reply.Of(status, Song(body)));

        Use(WithProxy());
        var failure = await FailsAsync();

        AssertClean(failure.Message);
        Assert.DoesNotContain("0123", failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.Body);
    }

    [Theory]
    [InlineData("""{"id":"bat-1","status":"COMPLETED","results":[{"source_directory_file_id":"dfl-1","error_message":"%K"}]}""", "the answer repeats the API key")]
    [InlineData("""{"id":"bat-1","status":"COMPLETED","results":[{"source_directory_file_id":"dfl-1","error_message":"\u006clx-secret-1234567890"}]}""", "the answer repeats the API key")]
    [InlineData("""{"id":"bat-1","status":"COMPLETED","results":[{"source_directory_file_id":"dfl-1","error_message":"%L"}]}""", "the answer repeats the proxy's login")]
    [InlineData("hello %L", "the answer repeats the proxy's login")]
    public async Task An_answer_that_repeats_a_secret_is_refused_and_not_kept(string body, string expected)
    {
        Server.Then(Reply.Json(Song(body)));

        Use(WithProxy());
        var failure = await FailsAsync();

        Assert.Equal(FailureKind.BadAnswer, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
        Assert.Null(failure.Body);
        AssertClean(failure.Message);
    }

    [Fact]
    public async Task Other_peoples_secrets_in_an_answer_are_evidence_like_the_rest_of_it()
    {
        var body = Batch(results: """[{"source_directory_file_id":"dfl-1","error_message":"cannot read https://me:pw@files.example/a"}]""");
        Server.Then(body);

        var answer = await GetBatchAsync();

        Assert.Equal(body, Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Theory]
    [InlineData("https://me:pw@elsewhere.example/login?ticket=ST-12#x", "it points to https://elsewhere.example/login (GET")]
    [InlineData("/login?next=%2F", "it points to /login (GET")]
    [InlineData("//elsewhere.example/%K", "it points to //elsewhere.example/[key] (GET")]
    public async Task A_redirection_is_told_without_what_lets_in_whoever_follows_it(string location, string expected)
    {
        Server.Then(Reply.Of(302, "", "Location: " + Song(location)));

        Assert.Contains(expected, (await FailsAsync()).Message, StringComparison.Ordinal);
    }

    private static string Song(string text) =>
        text.Replace("%K", Key, StringComparison.Ordinal).Replace("%L", Login, StringComparison.Ordinal);

    private static void AssertClean(string text)
    {
        Assert.DoesNotContain(Key, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("S3cretProxyPw", text, StringComparison.OrdinalIgnoreCase);
    }

    private LlamaCloudOptions WithProxy()
    {
        var redaction = new Redaction();
        redaction.AddProxy($"http://{Login}@proxy.example:8080");

        return new()
        {
            ApiKey = Key,
            BaseUrl = Server.Url,
            Time = Time,
            Redaction = redaction,
            Waiting = (delay, reason) =>
            {
                Reasons.Add(reason);
                Time.Announce(delay);
            },
        };
    }
}
