using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

public sealed class OptionsTests
{
    private static AuditException Refused(LlamaCloudOptions options) => Assert.Throws<AuditException>(() =>
    {
        using var client = new LlamaCloudClient(options);
    });

    [Theory]
    [InlineData(null, "https://api.cloud.llamaindex.ai")]
    [InlineData(" ", "https://api.cloud.llamaindex.ai")]
    [InlineData("api.cloud.eu.llamaindex.ai", "https://api.cloud.eu.llamaindex.ai")]
    [InlineData("https://api.cloud.eu.llamaindex.ai/", "https://api.cloud.eu.llamaindex.ai")]
    [InlineData("localhost:8080", "https://localhost:8080")]
    [InlineData("http://127.0.0.1:8080/llama/", "http://127.0.0.1:8080/llama")]
    [InlineData("https://example.org/llama/api/v1/", "https://example.org/llama")]
    [InlineData("https://example.org/api/v2", "https://example.org")]
    [InlineData("https://example.org/apis", "https://example.org/apis")]
    [InlineData("http://0x7f.1:8080", "http://127.0.0.1:8080")]
    [InlineData("http://2130706433", "http://127.0.0.1")]
    [InlineData("http://127.9.8.7", "http://127.9.8.7")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080")]
    [InlineData("http://[::ffff:127.0.0.1]", "http://[::ffff:127.0.0.1]")]
    [InlineData("http://LocalHost", "http://localhost")]
    public void A_base_url_may_be_written_in_several_ways(string? written, string meant)
    {
        using var client = new LlamaCloudClient(new() { ApiKey = "llx-1", BaseUrl = written });

        Assert.Equal(meant, client.BaseUrl);
    }

    [Theory]
    [InlineData("ftp://example.org")]
    [InlineData("https://")]
    [InlineData("not a url")]
    [InlineData("https://example.org?key=1")]
    [InlineData("https://user:secret@example.org")]
    [InlineData("http://user:secret@127.0.0.1")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://localhost.")]
    [InlineData("http://localhost.example.org")]
    [InlineData("http://127.0.0.1.example.org")]
    [InlineData(@"http://example.org\127.0.0.1")]
    [InlineData("http://[::ffff:10.0.0.1]")]
    [InlineData("http://0.0.0.0")]
    public void A_base_url_that_cannot_be_used_is_a_matter_of_configuration(string written)
    {
        var failure = Refused(new() { ApiKey = "llx-1", BaseUrl = written });

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_http_leaves_this_machine_where_it_is_allowed()
    {
        using var client = new LlamaCloudClient(new() { ApiKey = "llx-1", BaseUrl = "http://10.0.0.1", AllowHttp = true });

        Assert.Equal("http://10.0.0.1", client.BaseUrl);
    }

    [Theory]
    [InlineData("\"llx-1\"")]
    [InlineData("'llx-1'")]
    [InlineData("llx-1\"")]
    [InlineData("\u201Cllx-1\u201D")]
    [InlineData("LLAMA_CLOUD_API_KEY=llx-1")]
    [InlineData("LLAMA_CLOUD_API_KEY='llx-1'")]
    [InlineData("export LLAMA_CLOUD_API_KEY=llx-1")]
    [InlineData("$env:KEY = 'llx-1'")]
    [InlineData("KEY=llx-1\nOTHER=llx-2")]
    [InlineData("Bearer llx-1")]
    [InlineData("llx-1\tllx-2")]
    [InlineData("llx-1\0")]
    [InlineData("llx-\u200B1")]
    public void What_is_more_than_a_key_is_refused_without_being_shown(string key)
    {
        var failure = Refused(new() { ApiKey = key });

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.DoesNotContain("llx", failure.Message + failure.Hint, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llx-1")]
    [InlineData(" llx-1\r\n")]
    [InlineData("bGxh==")]
    [InlineData("any")]
    public void What_may_be_a_key_is_sent(string key)
    {
        using var client = new LlamaCloudClient(new() { ApiKey = key });

        Assert.NotEmpty(client.BaseUrl);
    }

    [Theory]
    [InlineData("", FailureKind.Unauthorized)]
    [InlineData("  ", FailureKind.Unauthorized)]
    [InlineData("llx-ab\ncd", FailureKind.Configuration)]
    [InlineData("llx-äöü", FailureKind.Configuration)]
    public void A_key_that_cannot_be_sent_is_refused_without_being_shown(string key, FailureKind kind)
    {
        var failure = Refused(new() { ApiKey = key });

        Assert.Equal(kind, failure.Kind);
        Assert.DoesNotContain("llx", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_concurrency_out_of_bounds_is_refused(int concurrency) =>
        Assert.Equal(FailureKind.Configuration, Refused(new() { ApiKey = "llx-1", Concurrency = concurrency }).Kind);
}
