using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit collect</c>: read batches and keep every answer.</summary>
internal sealed class CollectCommand : Command
{
    private readonly CollectOptions _collect = new();
    private readonly CommonOptions _common = new();

    public CollectCommand(AppHost app)
        : base("collect", "Read batches and keep every answer; write no reports.")
    {
        _collect.AddTo(this);
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

            var summary = await new CollectBatches(AppHost.OpenSource(client), history, app.Time)
                .RunAsync(request, app.Interruption, progress);
            progress.Dispose();

            SummaryPrinter.For(app, _common.IsJson(parsed), _common.IsQuiet(parsed)).Print(summary, settings.History);
            return (int)summary.ExitCode;
        });
    }
}
