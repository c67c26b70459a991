using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output.Summaries;

/// <summary>Nothing but what went wrong, on stderr.</summary>
internal sealed class QuietSummary(Messages messages) : SummaryPrinter
{
    public override void Print(CollectSummary summary, string historyPath)
    {
        if (summary.EndedBy is { } reason)
        {
            messages.Failure(reason);
        }

        foreach (var failed in summary.Failures)
        {
            messages.Note($"error: {failed.Message}");
        }
    }

    public override void Print(ExportSummary summary, string historyPath)
    {
        Print(summary.Collected, historyPath);

        if (summary.ReportFailure is { } failure)
        {
            messages.Failure(failure);
        }

        // Also beside a worse exit code: to the next run, these are not new any more.
        Print(summary.Source, summary.Reported);
    }

    public override void Print(ReportSummary summary) => Print(summary.Source, summary.ExitCode);

    private void Print(IReportSource? source, ExitCode code)
    {
        if (source is not null && code is ExitCode.Findings)
        {
            messages.Note($"error: findings that --fail-on names, among {FindingText.Of(source.Findings())}");
        }
    }
}
