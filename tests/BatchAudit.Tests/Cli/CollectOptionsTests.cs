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

    [Theory]
    [InlineData("--since 2026-05-01 --until 2026-05-31", "2026-05-01T00:00:00.000Z", "2026-05-31T23:59:59.999Z")]
    [InlineData("--since 2026-05-31 --until 2026-05-31", "2026-05-31T00:00:00.000Z", "2026-05-31T23:59:59.999Z")]
    [InlineData("--since 2026-02 --until 2026-02", "2026-02-01T00:00:00.000Z", "2026-02-28T23:59:59.999Z")]
    [InlineData("--since 20260501T0800Z --until 2026-05-01T13:30", "2026-05-01T08:00:00.000Z", "2026-05-01T13:30:00.000Z")]
    [InlineData("--since 2026-05-01+02:00 --until 2026-05-01+02:00", "2026-04-30T22:00:00.000Z", "2026-05-01T21:59:59.999Z")]
    public void Days_and_months_are_whole_and_the_selection_says_how_they_were_understood(string words, string since, string until)
    {
        var request = Bind(words);

        Assert.Equal($"since {since} until {until}", request.Selection);
        Assert.Equal((since, until), (UtcText.Of(request.Filter.CreatedSince), UtcText.Of(request.Filter.CreatedUntil)));
    }

    [Fact]
    public void An_upper_end_leaves_out_no_microsecond_of_its_day() =>
        Assert.Equal(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero).AddMicroseconds(-1), Bind("--until 2026-05-31").Filter.CreatedUntil);

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
