using System.CommandLine;
using BatchAudit.Cli;
using BatchAudit.Cli.Options;
using BatchAudit.Collecting;
using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.Cli;

public sealed class CollectOptionsTests
{
    private static readonly CollectRequest All = new()
    {
        Selection = "all",
        ToolVersion = AppHost.Version,
        BaseUrl = LlamaCloudOptions.DefaultBaseUrl,
        Concurrency = LlamaCloudOptions.DefaultConcurrency,
    };

    [Fact]
    public void Without_options_everything_is_asked_for_and_nothing_again() => Assert.Equal(All, Bind("--all"));

    [Fact]
    public void Jobs_can_be_left_out() =>
        Assert.Equal(All with { WithoutJobs = true, Selection = "all no-jobs" }, Bind("--all --no-jobs"));

    [Fact]
    public void Files_can_be_left_out() =>
        Assert.Equal(All with { WithoutFiles = true, Selection = "all no-files" }, Bind("--all --no-files"));

    [Theory]
    [InlineData("1/7", 1, 7)]
    [InlineData("1/1", 1, 1)]
    [InlineData("365/365", 365, 365)]
    public void A_share_can_be_checked_again(string words, int share, int of) =>
        Assert.Equal(All with { Recheck = new Recheck(share, of), Selection = $"recheck {words} all" }, Bind($"--all --recheck {words}"));

    [Theory]
    [InlineData("0/7")]
    [InlineData("8/7")]
    [InlineData("1/366")]
    [InlineData("-1/7")]
    [InlineData("+1/7")]
    [InlineData("1")]
    [InlineData("1/")]
    [InlineData("1/7/2")]
    [InlineData("0.5")]
    [InlineData("99999999999/99999999999")]
    public void What_is_no_share_is_refused_with_what_to_write(string words)
    {
        var (_, parsed) = Parse($"--all --recheck {words}");

        Assert.Equal([$"'{words}' is no share of the batches; write it like 1/7, for one in seven, and at most 365/365."], parsed.Errors.Select(error => error.Message));
    }

    private static CollectRequest Bind(string words)
    {
        var (options, parsed) = Parse(words);
        Assert.Empty(parsed.Errors);
        return options.Bind(parsed, new Settings());
    }

    private static (CollectOptions Options, ParseResult Parsed) Parse(string words)
    {
        var options = new CollectOptions();
        var command = new Command("collect");
        options.AddTo(command);
        return (options, command.Parse(words.Split(' ')));
    }
}
