using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit export</c>: collect, then report. The nightly command.</summary>
internal sealed class ExportCommand : Command, IDocumentedCommand
{
    public ImmutableArray<Example> Examples { get; } =
    [
        new("One batch, and its reports", "export bat-1a7c40e2"),
        new("Every batch that the key can see; what is held completely is not read again", "export --all"),
        new("Every night: a seventh of what is held again; exit code 5 when something new is wrong", "export --all --recheck 1/7 --fail-on new:error --deadline 4h --quiet"),
        new("Some of them", "export --since 2026-05-01 --status COMPLETED"),
        new("The batches that a table names in its column batch_id", "export --from rerun.csv"),
    ];

    public ImmutableArray<string> Topics { get; } = ["scheduling", "options", "reports", "exit-codes"];

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
