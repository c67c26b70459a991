using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit watch</c>: ask until everything is over, show what changes, and report if that is wanted.</summary>
internal sealed class WatchCommand : Command, IDocumentedCommand
{
    public ImmutableArray<Example> Examples { get; } =
    [
        new("Until a batch and its jobs are over", "watch bat-1a7c40e2"),
        new("Look every 30 seconds, then report", "watch bat-1a7c40e2 --every 30s --report file-jobs --out today"),
    ];

    public ImmutableArray<string> Topics { get; } = ["collecting", "options", "exit-codes"];

    public WatchCommand(AppHost app)
        : base("watch", "Ask for batches until they and their jobs are over, and show what changes. With any option of reports, write them then.")
    {
        var start = new CollectingStart(app, watches: true);
        var report = new ReportOptions();
        start.AddTo(this);
        report.AddTo(this);

        SetAction((parsed, cancellationToken) => start.RunAsync(parsed, async run =>
        {
            if (report.IsAskedFor(parsed))
            {
                var export = new ExportBatches(run.Collect, () => run.Store.OpenReports(new Viewpoint(report.Thresholds(parsed, run.Settings))), app.Time);
                var exported = await export.RunAsync(run.Request, report.Bind(parsed, run.Settings), app.Interruption, run.Progress);
                run.Progress.Dispose();
                run.Printer.Print(exported, run.Store.Name);
                return exported.ExitCode;
            }

            var collected = await run.Collect.RunAsync(run.Request, app.Interruption, run.Progress);
            run.Progress.Dispose();
            run.Printer.Print(collected, run.Store.Name);
            return collected.ExitCode;
        }));
    }
}
