using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Integrity;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit anchor</c>: note the head of the chain somewhere else.</summary>
internal sealed class AnchorCommand : Command, IDocumentedCommand
{
    private readonly HistoryOption _history = new();
    private readonly Argument<string> _file = new("FILE") { Description = "Where to add a line; kept where whoever can write to the history cannot." };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("After every run, where whoever can write to the history cannot", "anchor /mnt/elsewhere/anchors.txt"),
    ];

    public ImmutableArray<string> Topics { get; } = ["evidence"];

    public AnchorCommand(AppHost app)
        : base("anchor", "Note the chain's head in a file kept elsewhere, for verify --anchor.")
    {
        Add(_file);
        Add(_history);

        SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetValue(_file)!;
            var anchor = app.OpenStore(_history.Of(parsed)).Verifier.NextAnchor(AnchorFile.ReadEarlier(file), app.Time.GetUtcNow());
            AnchorFile.Append(file, anchor);

            await app.Output.WriteLineAsync(anchor.ToString());
            return (int)ExitCode.Done;
        });
    }
}
