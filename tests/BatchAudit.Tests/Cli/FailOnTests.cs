using BatchAudit.Reporting;

namespace BatchAudit.Tests.Cli;

public sealed class FailOnTests
{
    [Theory]
    [InlineData("error", "DRIFT ERROR", "JOB_FAILED ERROR")]
    [InlineData("warning", "DRIFT ERROR", "DRIFT WARNING", "JOB_FAILED ERROR")]
    [InlineData("INFO", "DRIFT ERROR", "DRIFT WARNING", "JOB_FAILED ERROR", "UNKNOWN_FIELD INFO")]
    [InlineData("drift", "DRIFT ERROR", "DRIFT WARNING")]
    [InlineData("unknown_field,ERROR", "DRIFT ERROR", "JOB_FAILED ERROR", "UNKNOWN_FIELD INFO")]
    [InlineData("STUCK")]
    public void A_severity_names_the_graver_ones_too_and_a_rule_names_only_its_own(string words, params string[] expected)
    {
        FindingCount[] findings =
        [
            new("DRIFT", "ERROR", 1), new("DRIFT", "WARNING", 2), new("JOB_FAILED", "ERROR", 9), new("STUCK", "WARNING", 0), new("UNKNOWN_FIELD", "INFO", 4),
        ];
        var failOn = new FailOn(words.Split(','));

        Assert.Equal(expected, findings.Where(failOn.Names).Select(finding => $"{finding.Rule} {finding.Severity}"));
    }

    [Theory]
    [InlineData("new:error", "JOB_FAILED")]
    [InlineData("NEW:Warning", "JOB_FAILED", "ORPHAN")]
    [InlineData("new:info", "JOB_FAILED", "ORPHAN", "UNKNOWN_FIELD")]
    [InlineData("new:DRIFT,new:orphan", "ORPHAN")]
    [InlineData("new:error,DRIFT", "DRIFT", "JOB_FAILED")]
    [InlineData("new:stuck")]
    public void New_before_a_word_asks_for_findings_that_are_new(string words, params string[] expected)
    {
        FindingCount[] findings =
        [
            new("DRIFT", "ERROR", 5) { New = 0 }, new("JOB_FAILED", "ERROR", 9) { New = 1 }, new("ORPHAN", "WARNING", 2) { New = 2 },
            new("STUCK", "WARNING", 3) { New = 0 }, new("UNKNOWN_FIELD", "INFO", 4) { New = 4 },
        ];
        var failOn = new FailOn(words.Split(','));

        Assert.Equal(expected, findings.Where(failOn.Names).Select(finding => finding.Rule));
    }

    [Fact]
    public void With_nothing_to_compare_with_every_finding_is_new() =>
        Assert.True(new FailOn(["new:error"]).Names(new FindingCount("JOB_FAILED", "ERROR", 1)));

    [Fact]
    public void The_same_words_in_another_order_or_case_are_the_same_choice()
    {
        Assert.Equal(new FailOn(["new:error", "STUCK"]), new FailOn(["stuck", "NEW:ERROR"]));
        Assert.NotEqual(new FailOn(["new:error"]), new FailOn(["error"]));
    }

    [Theory]
    [InlineData(ExitCode.Done, false, ExitCode.Findings)]
    [InlineData(ExitCode.Done, true, ExitCode.Partial)]
    [InlineData(ExitCode.Partial, false, ExitCode.Partial)]
    [InlineData(ExitCode.Unreachable, false, ExitCode.Unreachable)]
    [InlineData(ExitCode.Unauthorized, true, ExitCode.Unauthorized)]
    [InlineData(ExitCode.Interrupted, false, ExitCode.Interrupted)]
    public void Findings_yield_to_whatever_else_went_wrong(ExitCode collected, bool unwritten, ExitCode expected)
    {
        var summary = Summaries.Export(collected) with
        {
            Reported = ExitCode.Findings,
            ReportFailure = unwritten ? new AuditException(FailureKind.Report, "No room.") : null,
        };

        Assert.Equal(expected, summary.ExitCode);
    }
}
