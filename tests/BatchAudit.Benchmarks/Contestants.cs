using BatchAudit.Reporting;
using BatchAudit.Reports;

namespace BatchAudit.Benchmarks;

/// <summary>What is timed, by name: each takes how many rows to write into which folder, and gives the file, or nothing.</summary>
internal static class Contestants
{
    public const string CsvFloor = "csv floor";
    public const string XlsxFloor = "xlsx floor";

    public static IReadOnlyDictionary<string, Func<int, string, string>> All { get; } = new Dictionary<string, Func<int, string, string>>(
        ReportWriters.All.Select(writer => KeyValuePair.Create(
            writer.Format, (Func<int, string, string>)((rows, folder) => Write(writer, rows, folder)))))
    {
        ["rows only"] = (rows, _) => Drain(rows),
        [CsvFloor] = (rows, folder) => Floor.Write(rows, Path.Combine(folder, "floor.csv"), deflated: false),
        [XlsxFloor] = (rows, folder) => Floor.Write(rows, Path.Combine(folder, "floor.deflate"), deflated: true),
    };

    private static string Write(IReportWriter writer, int rows, string folder)
    {
        var order = new ReportOrder(new SyntheticSource(rows), [SyntheticRows.Report], folder);
        return Path.Combine(folder, writer.Write(order, CancellationToken.None)[0].Name);
    }

    private static string Drain(int count)
    {
        using var rows = new SyntheticRows(count);

        while (rows.Read())
        {
        }

        return "";
    }
}
