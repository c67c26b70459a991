using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit export</c>: collect, then report. The nightly command.</summary>
internal sealed class ExportCommand : Command
{
    public ExportCommand(AppHost app)
        : base("export", "Read batches, keep every answer, and write the reports.")
    {
        var start = new CollectingStart(app);
        var report = new ReportOptions();
        start.AddTo(this);
        report.AddTo(this);

        SetAction((parsed, cancellationToken) => start.RunAsync(parsed, async run =>
        {
            var export = new ExportBatches(run.Collect, () => run.Store.OpenReports(new Viewpoint(report.Thresholds(parsed, run.Settings))), app.Time);
            var summary = await export.RunAsync(run.Request, report.Bind(parsed, run.Settings), app.Interruption, run.Progress);
            run.Progress.Dispose();
            run.Printer.Print(summary, run.Store.Name);
            return summary.ExitCode;
        }));
    }
}
