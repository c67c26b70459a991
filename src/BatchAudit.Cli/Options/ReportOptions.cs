using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Files;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>The options of every command that writes reports.</summary>
internal sealed class ReportOptions
{
    /// <summary>What is written when nobody says otherwise: a table for programs, a workbook and a page for people.</summary>
    public static readonly string[] DefaultFormats = ["csv", "xlsx", "html"];

    private readonly Argument<string[]> _names = new("name")
    {
        Description = "The reports to write, as with --report.",
        HelpName = "name",
        Arity = ArgumentArity.ZeroOrMore,
        // An empty name is kept: what an unset shell variable leaves behind must not mean every report.
        CustomParser = argument => [.. argument.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))],
    };

    private readonly Option<string?> _out = new("--out") { Description = "The folder to write to (default reports/<time>).", HelpName = "folder" };

    private readonly Option<string[]> _formats = new("--format")
    {
        Description = $"Formats, separated by commas: {Known(AppHost.ReportWriters.Select(writer => writer.Format))} (default {string.Join(',', DefaultFormats)}).",
        HelpName = "formats",
        CustomParser = argument => Words.Of(argument.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string[]> _reports = new("--report")
    {
        Description = $"Reports, separated by commas: {Known(ReportCatalog.All.Select(report => report.Name))} (default all).",
        HelpName = "names",
        CustomParser = argument => Words.Of(argument.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly FindingOptions _findings = new();

    public static IReadOnlyList<IReportWriter> DefaultWriters { get; } = Chosen(DefaultFormats, [.. AppHost.ReportWriters], writer => writer.Format);

    public void AddTo(Command command)
    {
        _formats.CompletionSources.Add([.. AppHost.ReportWriters.Select(writer => writer.Format)]);
        _reports.CompletionSources.Add([.. ReportCatalog.All.Select(report => report.Name)]);

        foreach (var option in (Option[])[_out, _formats, _reports])
        {
            command.Add(option);
        }

        _findings.AddTo(command);

        command.Validators.Add(result =>
        {
            Words.Check(result, result.GetValue(_formats), [.. AppHost.ReportWriters.Select(writer => writer.Format)], "format");
            Words.Check(result, Reports(result), [.. ReportCatalog.All.Select(report => report.Name)], "report");

            if (PrintedReport.IsMeant(Out(result)) && !command.Arguments.Contains(_names))
            {
                result.AddError("Only batch-audit report prints a report. Give --out a folder.");
            }
        });
    }

    /// <summary>Lets the reports be named without an option, too, and one of them be printed.</summary>
    public void AddNamesTo(Command command)
    {
        _names.CompletionSources.Add([.. ReportCatalog.All.Select(report => report.Name)]);
        command.Add(_names);
        _out.Description += " Or - for standard output, or a pipe: one report, as csv unless --format says another.";
        command.Validators.Add(result =>
        {
            if (PrintedReport.IsMeant(Out(result)))
            {
                PrintedReport.Check(result, Reports(result), result.GetValue(_formats) ?? []);
            }
        });
    }

    /// <summary>Whether any of these options was given, for commands that write reports only then.</summary>
    public bool IsAskedFor(ParseResult parsed) =>
        ((IEnumerable<Option>)[_out, _formats, _reports, .. _findings.All]).Any(option => parsed.GetResult(option) is { Implicit: false });

    public ReportRequest Bind(ParseResult parsed, Settings settings) => new(
        Chosen(Reports(parsed.CommandResult), ReportCatalog.All, report => report.Name),
        Writers(parsed, settings),
        Place(parsed, settings),
        _findings.FailOn(parsed, settings));

    public Thresholds Thresholds(ParseResult parsed, Settings settings) => _findings.Thresholds(parsed, settings);

    private IReadOnlyList<IReportWriter> Writers(ParseResult parsed, Settings settings) => (parsed.GetValue(_formats), Out(parsed.CommandResult)) switch
    {
        ({ Length: > 0 } formats, _) => Chosen(formats, [.. AppHost.ReportWriters], writer => writer.Format),
        (_, var place) when PrintedReport.IsMeant(place) => Chosen([PrintedReport.DefaultFormat], [.. AppHost.ReportWriters], writer => writer.Format),
        _ => settings.Formats is { } set ? Chosen(set, [.. AppHost.ReportWriters], writer => writer.Format) : DefaultWriters,
    };

    private string? Out(SymbolResult result) => OutputPlace.Of(result.GetValue(_out));

    /// <summary>Seen to before anything is asked or written.</summary>
    private string? Place(ParseResult parsed, Settings settings)
    {
        var given = Out(parsed.CommandResult);
        var place = given ?? settings.Out;

        if (place is not null && !PrintedReport.IsMeant(given))
        {
            PrivateFile.RequireFolder(place);
        }

        return place;
    }

    private string[] Reports(SymbolResult result) => [.. result.GetValue(_names) ?? [], .. result.GetValue(_reports) ?? []];

    private static ImmutableArray<T> Chosen<T>(string[]? names, ImmutableArray<T> all, Func<T, string> name) =>
        names is { Length: > 0 } ? [.. all.Where(one => names.Contains(name(one)))] : all;

    private static string Known(IEnumerable<string> names) => string.Join(", ", names);
}
