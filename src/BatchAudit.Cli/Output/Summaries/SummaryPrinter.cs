using System.Collections.Immutable;
using BatchAudit.Collecting;
using BatchAudit.Reporting;
using BatchAudit.Reporting.Packing;

namespace BatchAudit.Cli.Output.Summaries;

/// <summary>Ends a command: what was done and what to do next.</summary>
internal abstract class SummaryPrinter
{
    public static SummaryPrinter For(AppHost app, bool json, bool quiet)
    {
        SummaryPrinter printer = json ? new JsonSummary(app.Output) : quiet ? new QuietSummary(app.Messages) : new TextSummary(app.Output);
        return app.Messages is JsonMessages ? new LoggedSummary(printer, app.Messages, quiet ? null : app.Log) : printer;
    }

    public abstract void Print(CollectSummary summary, string historyPath);

    public abstract void Print(ExportSummary summary, string historyPath);

    public abstract void Print(ReportSummary summary);
}

/// <summary>How writing reports from the history alone went.</summary>
internal sealed record ReportSummary(IReportSource Source, string Folder, ImmutableArray<WrittenFile> Files, ExitCode ExitCode)
{
    /// <summary>Null when none was wanted.</summary>
    public WrittenPack? Pack { get; init; }
}
