using BatchAudit.Querying;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output.Tables;

/// <summary>The formats of a query's answer: those of the reports, and a table for a terminal.</summary>
internal static class AnswerFormat
{
    public const string Table = "table";
    public const string Workbook = "xlsx";

    private static readonly IReportStreamWriter[] Streams = [.. AppHost.ReportWriters.OfType<IReportStreamWriter>()];

    public static IReadOnlyList<string> All { get; } = [Table, .. Streams.Select(writer => writer.Format), Workbook];

    /// <summary>Of a file the one it is called after; else a table for eyes, and CSV for programs.</summary>
    public static string Usual(string? file, bool redirected)
    {
        var ending = Path.GetExtension(file)?.TrimStart('.').ToLowerInvariant();
        return ending is not null && All.Contains(ending) ? ending : file is null && !redirected ? Table : "csv";
    }

    /// <returns>What the format could not hold as it was.</returns>
    public static IReadOnlyList<string> Write(IQueryResult result, string format, Stream stream, CancellationToken cancellationToken)
    {
        switch (format)
        {
            case Table:
                using (var output = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" })
                using (var rows = result.Open(result.Report))
                {
                    new TextTable(output, result.Report, whole: true).Write(rows, cancellationToken);
                    return [];
                }

            case Workbook:
                return AppHost.WriteWorkbook(new ReportOrder(result, [result.Report], Folder: ""), stream, cancellationToken).Warnings;
            default:
                return Streams.Single(writer => writer.Format == format).Write(result, result.Report, stream, cancellationToken).Warnings;
        }
    }
}
