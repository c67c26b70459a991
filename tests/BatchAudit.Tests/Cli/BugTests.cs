using System.Text;
using BatchAudit.Cli;

namespace BatchAudit.Tests.Cli;

public sealed class BugTests
{
    [Fact]
    public async Task Whatever_nobody_expected_is_said_to_be_a_bug_and_ends_with_1()
    {
        using var error = new StringWriter();
        await using var output = new BrokenWriter();
        using var app = new AppHost(output, error, TimeProvider.System);

        var code = await CommandLine.RunAsync(app, ["--help"]);

        Assert.Equal(ExitCode.Bug, code);
        Assert.StartsWith("error: this is a bug in batch-audit.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("nobody \uFFFD[2J expected this", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("config")]
    [InlineData("config --log json")]
    public async Task What_is_reported_of_a_bug_has_no_secrets_in_it(string line)
    {
        using var error = new StringWriter();
        await using var output = new BrokenWriter();
        using var app = new AppHost(output, error, TimeProvider.System);
        app.Redaction.AddWebhookSecret("hush-hush");

        await CommandLine.RunAsync(app, line.Split(' '));

        Assert.Contains("http://proxy/ with Bearer ", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("S3cret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hush", error.ToString(), StringComparison.Ordinal);
    }

    private sealed class BrokenWriter : TextWriter
    {
        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(char value) => throw new InvalidOperationException("nobody \u001b[2J expected this of http://corp:S3cret@proxy/ with Bearer S3cret01 and hush-hush");
    }
}
