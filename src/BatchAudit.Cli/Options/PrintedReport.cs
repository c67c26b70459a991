using System.CommandLine.Parsing;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>What <c>--out -</c> means, or a pipe: one report on standard output or there, in one format that needs no file.</summary>
internal static class PrintedReport
{
    public const string DefaultFormat = "csv";

    private static readonly string[] Formats = [.. AppHost.ReportWriters.OfType<IReportStreamWriter>().Select(writer => writer.Format)];

    /// <summary>Options whose output would get between the rows, or that want files.</summary>
    private static readonly string[] Others = ["--json", "--pack"];

    /// <param name="place">As given with <c>--out</c>; null for none.</param>
    public static bool IsMeant(string? place) => place is not null && OutputPlace.IsStream(place);

    public static void Check(CommandResult result, string[] reports, string[] formats)
    {
        if (reports.Distinct(StringComparer.Ordinal).Count() != 1)
        {
            result.AddError("--out - (or a pipe) prints one report. Name it: batch-audit report file-jobs --out -");
        }

        if (formats.Except(Formats).Any() || formats.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            result.AddError($"--out - (or a pipe) prints one format. Choose from {string.Join(", ", Formats)}.");
        }

        foreach (var other in result.Children.OfType<OptionResult>().Where(child => !child.Implicit && Others.Contains(child.Option.Name)))
        {
            result.AddError($"--out - (or a pipe) prints the report and nothing else. Leave {other.Option.Name} out.");
        }
    }
}
