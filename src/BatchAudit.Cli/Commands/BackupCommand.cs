using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit backup</c>: a copy of the history, also while a run writes to it.</summary>
internal sealed class BackupCommand : Command, IDocumentedCommand
{
    private readonly HistoryOption _history = new();
    private readonly Argument<string> _file = new("FILE") { Description = "The copy." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that is there already." };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("A copy, also while a run goes on", "backup /mnt/elsewhere/batch-audit.db"),
        new("In the place of the last one", "backup /mnt/elsewhere/batch-audit.db --force"),
    ];

    public ImmutableArray<string> Topics { get; } = ["evidence", "collecting"];

    public BackupCommand(AppHost app)
        : base("backup", "Copy the history into one file, also while a run writes to it.")
    {
        Add(_file);
        Add(_history);
        Add(_force);

        SetAction(async (parsed, cancellationToken) =>
        {
            var file = parsed.GetValue(_file)!;
            StoreAddress.Require(file, FailureKind.Usage);
            var copy = app.OpenStore(_history.Of(parsed)).Backup.CopyTo(file, parsed.GetValue(_force));

            await app.Output.WriteLineAsync(PrintableText.Of(string.Create(
                CultureInfo.InvariantCulture, $"{file}: {copy.Observations:N0} observations, {copy.Bytes:N0} bytes, chain head {copy.Head ?? "none"}")));
            return (int)ExitCode.Done;
        });
    }
}
