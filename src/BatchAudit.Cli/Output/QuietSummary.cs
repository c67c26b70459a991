using System.Collections.Immutable;
using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output;

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
    }

    public override void Print(IReportSource source, string folder, ImmutableArray<WrittenFile> files)
    {
    }
}
