using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>The options of every command that writes reports.</summary>
internal sealed class ReportOptions
{
    /// <summary>What is written when nobody says otherwise: a table for programs, a workbook and a page for people.</summary>
    private static readonly string[] DefaultFormats = ["csv", "xlsx", "html"];

    private readonly Argument<string[]> _names = new("name")
    {
        Description = "The reports to write, as with --report.",
        Arity = ArgumentArity.ZeroOrMore,
        // An empty name is kept: what an unset shell variable leaves behind must not mean every report.
        CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))],
    };

    private readonly Option<string?> _out = new("--out") { Description = "The folder to write to (default reports/<time>).", HelpName = "folder" };

    private readonly Option<string[]> _formats = new("--format")
    {
        Description = $"Formats, separated by commas: {Known(AppHost.ReportWriters.Select(writer => writer.Format))} (default {string.Join(',', DefaultFormats)}).",
        HelpName = "formats",
        CustomParser = argument => Words(argument.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _reports = new("--report")
    {
        Description = $"Reports, separated by commas: {Known(ReportCatalog.All.Select(report => report.Name))} (default all).",
        HelpName = "names",
        CustomParser = argument => Words(argument.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<TimeSpan?> _stuckAfter = new("--stuck-after")
    {
        Description = "A batch or job without a change for longer is stuck (default 6h).",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly Option<string[]> _failOn = new("--fail-on")
    {
        Description = "Findings that end the program with 5, separated by commas: error, warning (and worse), info (and worse), or rules, such as STUCK.",
        HelpName = "findings",
        CustomParser = argument => Words(argument.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = false,
    };

    public static IReadOnlyList<IReportWriter> DefaultWriters { get; } = Chosen(DefaultFormats, [.. AppHost.ReportWriters], writer => writer.Format);

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_out, _formats, _reports, _stuckAfter, _failOn])
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            Check(result.GetValue(_formats), AppHost.ReportWriters.Select(writer => writer.Format), "format");
            Check(Reports(result), ReportCatalog.All.Select(report => report.Name), "report");
            Check(result.GetValue(_failOn), FailOn.Known, "severity or rule", StringComparer.OrdinalIgnoreCase);

            if (result.GetValue(_out) == PrintedReport.Folder && !command.Arguments.Contains(_names))
            {
                result.AddError("Only batch-audit report prints a report. Give --out a folder.");
            }

            void Check(string[]? given, IEnumerable<string> known, string thing, StringComparer? comparer = null)
            {
                foreach (var word in (given ?? []).Except(known, comparer ?? StringComparer.Ordinal))
                {
                    result.AddError($"There is no {thing} '{word}'. Choose from {Known(known)}.");
                }
            }
        });
    }

    /// <summary>Lets the reports be named without an option, too, and one of them be printed.</summary>
    public void AddNamesTo(Command command)
    {
        command.Add(_names);
        _out.Description += " Or - for standard output: one report, as csv unless --format says another.";
        command.Validators.Add(result =>
        {
            if (result.GetValue(_out) == PrintedReport.Folder)
            {
                PrintedReport.Check(result, Reports(result), result.GetValue(_formats) ?? []);
            }
        });
    }

    public ReportRequest Bind(ParseResult parsed) => new(
        Chosen(Reports(parsed.CommandResult), ReportCatalog.All, report => report.Name),
        Writers(parsed),
        parsed.GetValue(_out),
        parsed.GetValue(_failOn) is { Length: > 0 } words ? new FailOn(words) : null);

    public Thresholds Thresholds(ParseResult parsed) =>
        parsed.GetValue(_stuckAfter) is { } span ? new Thresholds(span) : Reporting.Thresholds.Default;

    private IReadOnlyList<IReportWriter> Writers(ParseResult parsed) => (parsed.GetValue(_formats), parsed.GetValue(_out)) switch
    {
        ({ Length: > 0 } formats, _) => Chosen(formats, [.. AppHost.ReportWriters], writer => writer.Format),
        (_, PrintedReport.Folder) => Chosen([PrintedReport.DefaultFormat], [.. AppHost.ReportWriters], writer => writer.Format),
        _ => DefaultWriters,
    };

    private string[] Reports(SymbolResult result) => [.. result.GetValue(_names) ?? [], .. result.GetValue(_reports) ?? []];

    private static ImmutableArray<T> Chosen<T>(string[]? names, ImmutableArray<T> all, Func<T, string> name) =>
        names is { Length: > 0 } ? [.. all.Where(one => names.Contains(name(one)))] : all;

    private static string[] Words(IEnumerable<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static string Known(IEnumerable<string> names) => string.Join(", ", names);
}
