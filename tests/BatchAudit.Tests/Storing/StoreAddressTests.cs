using BatchAudit.History;
using BatchAudit.LlamaCloud;
using BatchAudit.Storing;
using BatchAudit.Tests.Cli;

namespace BatchAudit.Tests.Storing;

/// <summary>A history is named by a path. What looks like the address of a server is kept free for one, and is never made a file of.</summary>
public sealed class StoreAddressTests
{
    [Theory]
    [InlineData("postgresql://audit@db.example/audit")]
    [InlineData("POSTGRES://db")]
    [InlineData(" postgresql://db")]
    [InlineData("jdbc:postgresql://db/audit")]
    [InlineData("file:///srv/batch-audit.db")]
    [InlineData("sqlite+x://batch-audit.db")]
    public void A_url_names_no_history_of_today(string address)
    {
        Assert.True(StoreAddress.IsUrl(address));
        var refused = Assert.Throws<AuditException>(() => Stores.Open(address, new StoreOptions { ToolVersion = "1", Answers = new StoredAnswers() }));
        Assert.Equal(FailureKind.Configuration, refused.Kind);
        Assert.Contains("://…', which is a URL", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch-audit.db")]
    [InlineData("/srv/audit/batch-audit.db")]
    [InlineData("C://audit/batch-audit.db")]
    [InlineData(@"C:\audit\batch-audit.db")]
    [InlineData("./postgresql://db")]
    [InlineData("audit@home:/batch-audit.db")]
    [InlineData("postgresql:db")]
    [InlineData("://db")]
    [InlineData("")]
    public void A_path_stays_one_whatever_is_in_it(string address) => Assert.Equal((false, null, address), (StoreAddress.IsUrl(address), StoreAddress.Fault(address), StoreAddress.Brief(address)));

    [Theory]
    [InlineData("collect --all")]
    [InlineData("collect --all --dry-run")]
    [InlineData("export --all")]
    [InlineData("report")]
    [InlineData("query --list")]
    [InlineData("verify")]
    [InlineData("status")]
    [InlineData("doctor")]
    [InlineData("prune --payloads-older-than 90d --yes")]
    [InlineData("backup copy.db")]
    public async Task A_url_is_wrong_usage_as_an_option_and_a_bad_setting_elsewhere_and_no_password_is_shown(string words)
    {
        const string url = "postgresql://audit:canary@db.example/audit?password=canary";
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": 1 } ] }""");

        var given = (await program.RunAsync([.. words.Split(' '), "--history", url])).With(ExitCode.Usage);
        Assert.Contains("'postgresql://…', which is a URL, and a history is a file", given.Error, StringComparison.Ordinal);

        program.Environment["BATCH_AUDIT_HISTORY"] = url;
        var set = (await program.RunAsync(words.Split(' '))).With(ExitCode.Configuration);
        Assert.Contains("'postgresql://…', which is a URL, and a history is a file", set.Error + set.Output, StringComparison.Ordinal);

        Assert.DoesNotContain("canary", given.Output + given.Error + set.Output + set.Error, StringComparison.Ordinal);
        Assert.Empty(program.Files);
    }

    [Fact]
    public async Task A_copy_is_not_made_at_a_url_either()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": 1 } ] }""");
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var refused = (await program.RunAsync("backup", "postgresql://audit:canary@db.example/audit")).With(ExitCode.Usage);

        Assert.Contains("'postgresql://…', which is a URL", refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refused.Error, StringComparison.Ordinal);
    }
}
