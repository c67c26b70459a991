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
    [InlineData("http://10.0.0.1:8080/llama/", "http://10.0.0.1:8080/llama")]
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
    public void A_base_url_that_cannot_be_used_is_a_matter_of_configuration(string written)
    {
        var failure = Refused(new() { ApiKey = "llx-1", BaseUrl = written });

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
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
