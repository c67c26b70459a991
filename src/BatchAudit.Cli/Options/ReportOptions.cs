using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>The options of every command that writes reports.</summary>
internal sealed class ReportOptions
{
    /// <summary>What is written when nobody says otherwise: a table for programs, a workbook for people.</summary>
    private static readonly string[] DefaultFormats = ["csv", "xlsx"];

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
        Description = "How long a batch or job may wait or run without a change (default 6h).",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly Option<FailOn?> _failOn = new("--fail-on")
    {
        Description = "End with exit code 5 when there are findings of this severity or worse (error, warning, info), or of these rules.",
        HelpName = "words",
        CustomParser = ParseFailOn,
    };

    public static IReadOnlyList<IReportWriter> DefaultWriters { get; } = Chosen(DefaultFormats, [.. AppHost.ReportWriters], writer => writer.Format);

    public void AddTo(Command command)
    {
        command.Add(_out);
        command.Add(_formats);
        command.Add(_reports);
        command.Add(_stuckAfter);
        command.Add(_failOn);

        command.Validators.Add(result =>
        {
            Check(result.GetValue(_formats), AppHost.ReportWriters.Select(writer => writer.Format), "format");
            Check(result.GetValue(_reports), ReportCatalog.All.Select(report => report.Name), "report");

            void Check(string[]? given, IEnumerable<string> known, string thing)
            {
                foreach (var word in (given ?? []).Except(known, StringComparer.Ordinal))
                {
                    result.AddError($"There is no {thing} '{word}'. Choose from {Known(known)}.");
                }
            }
        });
    }

    public ReportRequest Bind(ParseResult parsed) => new(
        Chosen(parsed.GetValue(_reports), ReportCatalog.All, report => report.Name),
        parsed.GetValue(_formats) is { Length: > 0 } formats ? Chosen(formats, [.. AppHost.ReportWriters], writer => writer.Format) : DefaultWriters,
        parsed.GetValue(_out))
    {
        Thresholds = parsed.GetValue(_stuckAfter) is { } span ? new Thresholds(span) : Thresholds.Default,
        FailOn = parsed.GetValue(_failOn) ?? FailOn.Nothing,
    };

    private static FailOn? ParseFailOn(ArgumentResult argument)
    {
        var failOn = FailOn.Parse(Words(argument.Tokens.Select(token => token.Value)), out var unknown);

        if (unknown is null)
        {
            return failOn;
        }

        argument.AddError($"'{unknown}' is neither a severity nor a rule. Choose from error, warning, info, {Known(FindingRules.All)}.");
        return null;
    }

    private static ImmutableArray<T> Chosen<T>(string[]? names, ImmutableArray<T> all, Func<T, string> name) =>
        names is { Length: > 0 } ? [.. all.Where(one => names.Contains(name(one)))] : all;

    private static string[] Words(IEnumerable<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static string Known(IEnumerable<string> names) => string.Join(", ", names);
}
