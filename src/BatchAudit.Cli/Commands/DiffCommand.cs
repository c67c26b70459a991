using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Comparing;
using BatchAudit.Reporting;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit diff</c>: what changed between two runs, times or observations.</summary>
internal sealed class DiffCommand : Command, IDocumentedCommand
{
    private readonly Option<AsOf?> _from = new("--from")
    {
        Description = "The earlier state: the end of a run (run:3), a time, or an observation's number (default: before the run of the later one).",
        HelpName = "when",
        CustomParser = TimeOption.ParseAsOf,
    };

    private readonly Option<AsOf?> _to = new("--to")
    {
        Description = "The later state (default: the newest).",
        HelpName = "when",
        CustomParser = TimeOption.ParseAsOf,
    };

    private readonly RowFormat _format = new();
    private readonly CommonOptions _common = new();

    public ImmutableArray<Example> Examples { get; } =
    [
        new("What the newest run changed", "diff"),
        new("Between a day and a run", "diff --from 2026-05-01 --to run:12"),
        new("For another program", "diff --format jsonl"),
    ];

    public ImmutableArray<string> Topics { get; } = ["reports", "options"];

    public DiffCommand(AppHost app)
        : base("diff", "What changed between two runs, times or observations: files that are new, gone or different, and batches.")
    {
        Add(_from);
        Add(_to);
        _format.AddTo(this);
        _common.AddTo(this);

        SetAction(parsed =>
        {
            var store = app.OpenStore(_common.Override(Settings.Load(), parsed).History);
            var to = Open(store, parsed.GetValue(_to));
            var from = Open(store, parsed.GetValue(_from) ?? AsOf.EndOfRun(to.Origin.RunId - 1 ?? 0));
            app.ListenForSignals();
            var differences = _format.Print(app, parsed, _common.IsJson(parsed), (new Difference(from, to), Difference.Report));

            if (!_common.IsQuiet(parsed))
            {
                app.Messages.Note(FormattableString.Invariant($"{differences} differences between {Text(from.Origin)} and {Text(to.Origin)}."));
            }

            return (int)ExitCode.Done;
        });
    }

    private static IReportSource Open(IStore store, AsOf? asOf) => store.OpenReports(new Viewpoint(Thresholds.Default, asOf));

    private static string Text(ReportOrigin origin) => origin.Sequence == 0
        ? "the empty history"
        : FormattableString.Invariant($"observation {origin.Sequence} (run {origin.RunId}, {UtcText.Of(origin.AsOf)})");
}
