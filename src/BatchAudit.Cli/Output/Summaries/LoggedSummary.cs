using System.Collections.Immutable;
using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output.Summaries;

/// <summary>Tells how a command ended to programs that read stderr, besides the summary itself.</summary>
/// <param name="log">Null where only the failure is to be told.</param>
internal sealed class LoggedSummary(SummaryPrinter printer, Messages messages, EventLog? log) : SummaryPrinter
{
    public override void Print(CollectSummary collected, string historyPath)
    {
        Ended(collected, collected.ExitCode);
        printer.Print(collected, historyPath);
    }

    public override void Print(ExportSummary exported, string historyPath)
    {
        if (exported.Source is not null && exported.ReportFailure is null)
        {
            Written(exported.Folder, exported.Files);
        }

        Ended(exported.Collected, exported.ExitCode);

        if (exported.ReportFailure is { } failure)
        {
            messages.Failure(failure);
        }

        printer.Print(exported, historyPath);
    }

    public override void Print(ReportSummary reported)
    {
        Written(reported.Folder, reported.Files);
        printer.Print(reported);
    }

    private void Written(string folder, ImmutableArray<WrittenFile> files) => log?.Write("reports_written", json =>
    {
        json.WriteString("folder", folder);
        json.WriteStartArray("files");

        foreach (var file in files)
        {
            json.WriteStringValue(file.Name);
        }

        json.WriteEndArray();
    });

    private void Ended(CollectSummary collected, ExitCode code)
    {
        if (collected.EndedBy is { } reason)
        {
            messages.Failure(reason);
        }

        log?.Write("run_ended", json =>
        {
            var counts = collected.Counts;
            json.WriteNumber("run_id", collected.RunId);
            json.WriteNumber("due", counts.Due);
            json.WriteNumber("read", counts.Read);
            json.WriteNumber("unchanged", counts.Unchanged);
            json.WriteNumber("failed", counts.Failed);
            json.WriteNumber("left_over", counts.LeftOver);
            json.WriteNumber("held", counts.Held);
            json.WriteNumber("calls", counts.Calls.Sent);
            json.WriteNumber("retries", counts.Calls.Retried);
            json.WriteNumber("exit_code", (int)code);
        });
    }
}
