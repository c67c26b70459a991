using System.CommandLine.Parsing;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>What <c>--out -</c> means: one report on standard output, in one format that needs no file.</summary>
internal static class PrintedReport
{
    /// <summary>The folder that is none.</summary>
    public const string Folder = "-";

    public const string DefaultFormat = "csv";

    private static readonly string[] Formats = [.. AppHost.ReportWriters.OfType<IReportStreamWriter>().Select(writer => writer.Format)];

    /// <summary>Options whose output would get between the rows, or that want files.</summary>
    private static readonly string[] Others = ["--json", "--pack"];

    public static void Check(CommandResult result, string[] reports, string[] formats)
    {
        if (reports.Distinct(StringComparer.Ordinal).Count() != 1)
        {
            result.AddError("--out - prints one report. Name it: batch-audit report file-jobs --out -");
        }

        if (formats.Except(Formats).Any() || formats.Distinct(StringComparer.Ordinal).Count() > 1)
        {
            result.AddError($"--out - prints one format. Choose from {string.Join(", ", Formats)}.");
        }

        foreach (var other in result.Children.OfType<OptionResult>().Where(child => !child.Implicit && Others.Contains(child.Option.Name)))
        {
            result.AddError($"--out - prints the report and nothing else. Leave {other.Option.Name} out.");
        }
    }
}
