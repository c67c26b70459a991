using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit export</c>: collect, then report. The nightly command.</summary>
internal sealed class ExportCommand : Command
{
    private readonly CollectOptions _collect = new();
    private readonly ReportOptions _report = new();
    private readonly CommonOptions _common = new();

    public ExportCommand(AppHost app)
        : base("export", "Read batches, keep every answer, and write the reports.")
    {
        _collect.AddTo(this);
        _report.AddTo(this);
        _common.AddTo(this);

        SetAction(async (parsed, cancellationToken) =>
        {
            var settings = _common.Override(_collect.Override(Settings.Load(), parsed), parsed);
            var request = _collect.Bind(parsed, settings);

            if (_collect.IsDryRun(parsed))
            {
                return await DryRun.RunAsync(app, settings, request, _common.IsQuiet(parsed));
            }

            using var progress = ProgressDisplay.For(app, _common.IsQuiet(parsed));
            using var client = app.OpenClient(settings, progress.Waiting);
            using var history = AppHost.OpenHistory(settings.History);
            app.ListenForSignals();

            var collect = new CollectBatches(AppHost.OpenSource(client), history, app.Time);
            var report = _report.Bind(parsed);
            var export = new ExportBatches(collect, () => AppHost.OpenReports(settings.History, report.Thresholds));
            var summary = await export.RunAsync(request, report, app.Interruption, progress);
            progress.Dispose();

            SummaryPrinter.For(app, _common.IsJson(parsed), _common.IsQuiet(parsed)).Print(summary, settings.History);
            return (int)summary.ExitCode;
        });
    }
}
