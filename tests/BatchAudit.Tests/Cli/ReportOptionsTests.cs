using System.CommandLine;
using BatchAudit.Cli;
using BatchAudit.Cli.Options;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Cli;

public sealed class ReportOptionsTests
{
    private static readonly ReportRequest Everything = new(ReportCatalog.All, ReportOptions.DefaultWriters, null);

    [Fact]
    public void Without_options_everything_is_reported_and_no_finding_fails() => Assert.Equal(Everything, Bind(""));

    [Theory]
    [InlineData("--fail-on error", "ERROR")]
    [InlineData("--fail-on warning", "WARNING", "ERROR")]
    [InlineData("--fail-on Warning,no_job", "ERROR", "NO_JOB", "WARNING")]
    [InlineData("--fail-on error --fail-on stuck", "STUCK", "ERROR")]
    public void Findings_can_fail_by_severity_and_by_rule(string words, params string[] expected) =>
        Assert.Equal(Everything with { FailOn = new FailOn(expected) }, Bind(words));

    [Fact]
    public void A_word_that_is_neither_severity_nor_rule_is_refused_with_all_there_are()
    {
        var (_, parsed) = Parse("--fail-on error,jobs");

        Assert.Equal(
            ["There is no severity or rule 'jobs'. Choose from ERROR, WARNING, INFO, " + string.Join(", ", FindingRules.All) + "."],
            parsed.Errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("", 360)]
    [InlineData("--stuck-after 90m", 90)]
    [InlineData("--stuck-after 2d", 2880)]
    public void What_is_stuck_is_six_hours_old_unless_said_otherwise(string words, int minutes)
    {
        var (options, parsed) = Parse(words);

        Assert.Equal(new Thresholds(TimeSpan.FromMinutes(minutes)), options.Thresholds(parsed, new Settings()));
    }

    private static ReportRequest Bind(string words)
    {
        var (options, parsed) = Parse(words);
        Assert.Empty(parsed.Errors);
        return options.Bind(parsed, new Settings());
    }

    private static (ReportOptions Options, ParseResult Parsed) Parse(string words)
    {
        var options = new ReportOptions();
        var command = new Command("report");
        options.AddTo(command);
        return (options, command.Parse(words.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }
}
