using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit rebuild</c>: a fresh history of the same answers, derived anew.</summary>
internal sealed class RebuildCommand : Command, IDocumentedCommand
{
    private readonly HistoryOption _history = new();
    private readonly Argument<string> _file = new("FILE") { Description = "The fresh history." };
    private readonly Option<bool> _force = new("--force") { Description = "Replace a file that is there already." };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("A history whose every row this program derived", "rebuild batch-audit-new.db"),
        new("In the place of an earlier attempt", "rebuild batch-audit-new.db --force"),
    ];

    public ImmutableArray<string> Topics { get; } = ["evidence", "installing"];

    public RebuildCommand(AppHost app)
        : base("rebuild", "Derive everything anew from the kept answers into a fresh history, when verify says that rows were derived by older rules; say what differs.")
    {
        Add(_file);
        Add(_history);
        Add(_force);

        SetAction(parsed =>
        {
            var file = parsed.GetValue(_file)!;
            StoreAddress.Require(file, FailureKind.Usage);
            var report = app.OpenStore(_history.Of(parsed)).Rebuild.RebuildTo(file, parsed.GetValue(_force), app.Time.GetUtcNow());

            Write(app, $"{file}: {Count(report.Observations)} observations, chain head {report.Head ?? "none"}");

            if (report.Underivable > 0)
            {
                Write(app, $"Taken as they stand, for their answers were pruned: the rows of {Count(report.Underivable)} observations");
            }

            foreach (var table in report.Differences)
            {
                Write(app, $"{table.Name}: {Count(table.Gone)} rows gone, {Count(table.New)} new");
            }

            if (report.LeftOut.Count > 0)
            {
                Write(app, $"Left out, for they are not this program's: the views {string.Join(", ", report.LeftOut)}");
            }

            if (report.Differences.Count == 0)
            {
                Write(app, "Every row is the same.");
            }

            return (int)ExitCode.Done;
        });
    }

    private static void Write(AppHost app, string line) => app.Output.WriteLine(PrintableText.Of(line));

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
