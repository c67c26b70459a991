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
