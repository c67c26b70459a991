using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Integrity;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit prune</c>: drop old answers, and keep what was derived from them.</summary>
internal sealed class PruneCommand : Command, IDocumentedCommand
{
    private readonly HistoryOption _history = new();
    private readonly Option<TimeSpan?> _age = new("--payloads-older-than")
    {
        Description = "Drop the bodies of payloads that no younger observation refers to, such as 90d.",
        HelpName = "span",
        CustomParser = Duration.ParseAge,
        Required = true,
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only say what would be dropped." };
    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask first; off a terminal it has to be given." };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("How much would go", "prune --payloads-older-than 90d --dry-run"),
        new("Without being asked", "prune --payloads-older-than 90d --yes"),
    ];

    public ImmutableArray<string> Topics { get; } = ["evidence"];

    public PruneCommand(AppHost app)
        : base("prune", "Drop the bodies of old payloads; their hashes stay, and everything derived from them.")
    {
        Add(_age);
        Add(_history);
        Add(_dryRun);
        Add(_yes);
        SetAction((parsed, cancellationToken) => PruneAsync(app, parsed));
    }

    private async Task<int> PruneAsync(AppHost app, ParseResult parsed)
    {
        var pruning = app.OpenStore(_history.Of(parsed)).Pruning;
        var now = app.Time.GetUtcNow();
        var olderThan = now - parsed.GetValue(_age)!.Value;

        if (parsed.GetValue(_dryRun))
        {
            await app.Output.WriteLineAsync("Would drop " + Words(pruning.Plan(olderThan)));
            return (int)ExitCode.Done;
        }

        if (!parsed.GetValue(_yes) && !IsWanted(app, pruning.Plan(olderThan)))
        {
            app.Messages.Note("Nothing was dropped.");
            return (int)ExitCode.Done;
        }

        await app.Output.WriteLineAsync("Dropped " + Words(pruning.Prune(olderThan, now)));
        return (int)ExitCode.Done;
    }

    private static bool IsWanted(AppHost app, PruningReport plan)
    {
        if (Console.IsInputRedirected)
        {
            throw new AuditException(FailureKind.Usage, "Off a terminal, prune drops nothing unless it is told --yes.", "See what it would be with --dry-run.");
        }

        app.Messages.Note($"This drops {Words(plan)} It cannot be undone. Type yes to go on:");
        return Console.In.ReadLine()?.Trim() == "yes";
    }

    private static string Words(PruningReport report) => string.Create(
        CultureInfo.InvariantCulture, $"{report.Payloads:N0} bodies, {report.Bytes:N0} bytes, of observations up to {report.UpToSeq:N0}.");
}
