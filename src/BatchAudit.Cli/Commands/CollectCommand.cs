using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit collect</c>: read batches and keep every answer.</summary>
internal sealed class CollectCommand : Command, IDocumentedCommand
{
    public ImmutableArray<Example> Examples { get; } =
    [
        new("Read batches without writing reports", "collect --all"),
        new("Wait until they are over, two hours at most", "collect --from ids.txt --wait --deadline 2h"),
        new("Only say what would be read", "collect --all --dry-run"),
    ];

    public ImmutableArray<string> Topics { get; } = ["collecting", "options", "scheduling", "exit-codes"];

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
