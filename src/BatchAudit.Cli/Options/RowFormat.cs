using System.CommandLine;
using BatchAudit.Cli.Output.Tables;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>How a command prints rows: as a table for people, or through one of the reports' writers.</summary>
internal sealed class RowFormat
{
    private const string Table = "table";

    private static readonly IReportStreamWriter[] Writers = [.. AppHost.ReportWriters.OfType<IReportStreamWriter>()];

    private readonly Option<string?> _format = new("--format")
    {
        Description = $"How to print: {string.Join(", ", Formats)} (default {Table}).",
        HelpName = "format",
    };

    private static IEnumerable<string> Formats => [Table, .. Writers.Select(writer => writer.Format)];

    public void AddTo(Command command)
    {
        _format.CompletionSources.Add([.. Formats]);
        command.Add(_format);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_format) is { } format && !Formats.Contains(format))
            {
                result.AddError($"There is no format '{format}' to print. Choose from {string.Join(", ", Formats)}.");
            }
        });
    }

    /// <param name="json">Whether <c>--json</c> was given, which stands for <c>--format json</c>.</param>
    /// <returns>How many rows there were.</returns>
    public long Print(AppHost app, ParseResult parsed, bool json, (IRowSource Source, ReportDefinition Report) rows)
    {
        var format = parsed.GetValue(_format) ?? (json ? "json" : Table);

        if (format == Table)
        {
            using var open = rows.Source.Open(rows.Report);
            return new TextTable(app.Output, rows.Report).Write(open, app.Interruption.Token);
        }

        using var output = AppHost.OpenOutput();
        return Writers.Single(writer => writer.Format == format).Write(rows.Source, rows.Report, output, app.Interruption.Token).Reports.Single().Rows;
    }
}
