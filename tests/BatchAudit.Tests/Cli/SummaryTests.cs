using System.Text.Json;
using BatchAudit.Cli.Output;
using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Redacting;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Cli;

public sealed class SummaryTests
{
    private const string Found = "10 errors, 1,211 warnings, 1 info: DRIFT 12, JOB_FAILED 9, STUCK 1,200, UNKNOWN_FIELD 1";

    [Fact]
    public void A_person_reads_what_was_found_and_what_is_unaccounted_for() => Assert.Equal(
        [
            "Files    1,120: 1,111 OK (99.2 %), 9 JOB_FAILED; 2 unaccounted",
            $"Findings {Found}",
            "Reports  out: runs.csv",
            "Note     A cell was cut.",
        ],
        Lines(output => new TextSummary(output).Print(Summaries.Report(Summaries.Source))));

    [Fact]
    public void Nothing_listed_and_nothing_found_is_said_in_words() => Assert.Equal(
        ["Files    none listed", "Findings none"],
        Lines(output => new TextSummary(output).Print(Summaries.Report(Summaries.Quiet))).Take(2));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300)]
    public void However_much_went_wrong_there_are_at_most_eight_lines(int failures)
    {
        var endedBy = new AuditException(FailureKind.Deadline, "The deadline was hit.");

        var lines = Lines(output => new TextSummary(output).Print(
            Summaries.Export(ExitCode.Unreachable, Summaries.Source, failures, endedBy), "batch-audit.db"));

        Assert.InRange(lines.Length, 1, 8);
        Assert.Equal(failures > 0, lines.Any(line => line.StartsWith("Failed ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_program_reads_the_findings_by_rule_and_severity()
    {
        var line = Assert.Single(Lines(output => new JsonSummary(output).Print(Summaries.Report(Summaries.Source, ExitCode.Findings))));

        using var document = JsonDocument.Parse(line);
        var summary = document.RootElement;
        Assert.Equal(
            """
            [{"rule":"DRIFT","severity":"ERROR","count":1},{"rule":"DRIFT","severity":"WARNING","count":11},{"rule":"JOB_FAILED","severity":"ERROR","count":9},{"rule":"STUCK","severity":"WARNING","count":1200},{"rule":"UNKNOWN_FIELD","severity":"INFO","count":1}]
            """,
            summary.GetProperty("findings").GetRawText());
        Assert.Equal((2, 5), (summary.GetProperty("unaccounted").GetInt32(), summary.GetProperty("exit_code").GetInt32()));
    }

    [Fact]
    public void A_program_reads_null_where_nothing_was_counted()
    {
        var line = Assert.Single(Lines(output => new JsonSummary(output).Print(Summaries.Export(ExitCode.Done).Collected, "batch-audit.db")));

        using var document = JsonDocument.Parse(line);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("findings").ValueKind);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("unaccounted").ValueKind);
    }

    [Fact]
    public void Which_findings_are_new_is_said_once_there_is_something_to_compare_with()
    {
        FindingCount[] found = [new("DRIFT", "ERROR", 1) { New = 0 }, new("DRIFT", "WARNING", 4) { New = 2 }, new("JOB_FAILED", "ERROR", 9) { New = 1 }];

        Assert.Equal("10 errors, 4 warnings: JOB_FAILED 9, DRIFT 5; new: JOB_FAILED 1, DRIFT 2", FindingText.Of([found[0], found[2], found[1]]));
        Assert.Equal("1 error: DRIFT 1; none of them new", FindingText.Of(found[..1]));
    }

    [Fact]
    public void Who_wants_quiet_hears_of_findings_beside_a_worse_exit_code_too() => Assert.Equal(
        [$"error: findings that --fail-on names, among {Found}"],
        Lines(output => new QuietSummary(new TextMessages(output, new Redaction())).Print(
            Summaries.Export(ExitCode.Partial, Summaries.Source) with { Reported = ExitCode.Findings }, "batch-audit.db")));

    [Theory]
    [InlineData(ExitCode.Findings, $"error: findings that --fail-on names, among {Found}")]
    [InlineData(ExitCode.Done)]
    public void Who_wants_quiet_hears_of_findings_only_if_they_fail(ExitCode code, params string[] expected)
    {
        Assert.Equal(expected, Lines(output => new QuietSummary(new TextMessages(output, new Redaction())).Print(Summaries.Report(Summaries.Source, code))));
        Assert.Equal(expected, Lines(output => new QuietSummary(new TextMessages(output, new Redaction())).Print(
            Summaries.Export(ExitCode.Done, Summaries.Source) with { Reported = code }, "batch-audit.db")));
    }

    private static string[] Lines(Action<TextWriter> print)
    {
        using var output = new StringWriter { NewLine = "\n" };
        print(output);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
