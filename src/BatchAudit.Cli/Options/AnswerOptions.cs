using System.CommandLine;
using System.CommandLine.Parsing;
using BatchAudit.Cli.Output.Tables;

namespace BatchAudit.Cli.Options;

/// <summary>Where an answer goes, and in which format.</summary>
internal sealed class AnswerOptions
{
    private readonly Option<string?> _format = new("--format")
    {
        Description = $"{string.Join(", ", AnswerFormat.All)} (default by the name of --out; else table on a terminal, and csv into a pipe or a file).",
        HelpName = "format",
    };

    private readonly Option<string?> _out = new("--out") { Description = "The file, or the pipe, to write to (default -, standard output).", HelpName = "file" };

    public void AddTo(Command command)
    {
        _format.CompletionSources.Add([.. AnswerFormat.All]);
        command.Add(_format);
        command.Add(_out);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_format) is { } format && !AnswerFormat.All.Contains(format))
            {
                result.AddError($"There is no format '{format}'. Choose from {string.Join(", ", AnswerFormat.All)}.");
            }

            if (result.GetValue(_format) is not (null or "json") && result.Children.Any(child => child is OptionResult { Option.Name: "--json", Implicit: false }))
            {
                result.AddError("--json stands for --format json. Leave it out, or --format.");
            }
        });
    }

    /// <param name="json">Whether <c>--json</c> was given, which stands for <c>--format json</c>.</param>
    /// <exception cref="AuditException">A terminal cannot show the format.</exception>
    public AnswerTarget Bind(ParseResult parsed, bool json)
    {
        var file = OutputPlace.Of(parsed.GetValue(_out)) is { } path and not OutputPlace.StandardOutput ? path : null;
        var format = parsed.GetValue(_format) ?? (json ? "json" : AnswerFormat.Usual(file, Console.IsOutputRedirected));

        return file is null && format == AnswerFormat.Workbook && !Console.IsOutputRedirected
            ? throw new AuditException(FailureKind.Usage, "A terminal cannot show a workbook.", "Name a file with --out.")
            : new AnswerTarget(format, file);
    }
}

/// <param name="File">Null for standard output.</param>
internal sealed record AnswerTarget(string Format, string? File);
