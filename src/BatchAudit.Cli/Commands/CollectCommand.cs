using System.CommandLine;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit collect</c>: read batches and keep every answer.</summary>
internal sealed class CollectCommand : Command
{
    public CollectCommand(AppHost app)
        : base("collect", "Read batches and keep every answer; write no reports.")
    {
        var start = new CollectingStart(app);
        start.AddTo(this);

        SetAction((parsed, cancellationToken) => start.RunAsync(parsed, async run =>
        {
            var summary = await run.Collect.RunAsync(run.Request, app.Interruption, run.Progress);
            run.Progress.Dispose();
            run.Printer.Print(summary, run.Store.Name);
            return summary.ExitCode;
        }));
    }
}
