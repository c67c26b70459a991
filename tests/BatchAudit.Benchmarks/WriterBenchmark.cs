using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using BatchAudit.Reporting;
using BatchAudit.Reports;

namespace BatchAudit.Benchmarks;

/// <summary>
/// Each writer against the least that could be done: the same cells as plain UTF-8, deflated at the same level for the
/// workbook. Five runs each, in turn; the median counts.
/// </summary>
internal static class WriterBenchmark
{
    private const int Runs = 5;

    private static readonly ReportDefinition Report = SyntheticRows.Report;

    /// <param name="args">How many rows (1,000,000 by default), then the one thing to run, to see its memory alone.</param>
    public static int Run(string[] args)
    {
        var rows = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("batch-audit-writers-").FullName;
        var contestants = new Dictionary<string, Func<string>>
        {
            ["rows only"] = () => { Drain(rows); return ""; },
            ["csv floor"] = () => Floor(rows, Path.Combine(folder, "floor.csv"), deflated: false),
            ["xlsx floor"] = () => Floor(rows, Path.Combine(folder, "floor.deflate"), deflated: true),
        };

        foreach (var writer in ReportWriters.All)
        {
            contestants[writer.Format] = () => Write(writer, rows, folder);
        }

        var chosen = contestants.Where(contestant => args.Length < 2 || contestant.Key == args[1]).ToList();
        var times = chosen.ToDictionary(contestant => contestant.Key, _ => new List<double>());
        var sizes = new Dictionary<string, long>();

        for (var run = 0; run < Runs; run++)
        {
            foreach (var (name, contestant) in chosen)
            {
                var started = Stopwatch.GetTimestamp();
                var file = contestant();
                times[name].Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                sizes[name] = file.Length > 0 ? new FileInfo(file).Length : 0;
            }
        }

        Print(rows, times, sizes);
        Directory.Delete(folder, recursive: true);
        return 0;
    }

    private static void Print(int rows, Dictionary<string, List<double>> times, Dictionary<string, long> sizes)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows of {Report.Columns.Length} columns, median of {Runs}"));

        foreach (var (name, measured) in times)
        {
            var floor = times.GetValueOrDefault(name == "xlsx" ? "xlsx floor" : "csv floor");
            var ratio = floor is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{Median(measured) / Median(floor),6:F2} x");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-12}{Median(measured),8:F2} s {sizes[name] / 1e6,8:F1} MB {ratio}"));
        }

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak RSS {process.PeakWorkingSet64 / 1e6:F0} MB"));
    }

    private static double Median(List<double> measured) => measured.Order().ElementAt(measured.Count / 2);

    private static string Write(IReportWriter writer, int rows, string folder)
    {
        var order = new ReportOrder(new SyntheticSource(rows), [Report], folder);
        return Path.Combine(folder, writer.Write(order, CancellationToken.None)[0].Name);
    }

    private static void Drain(int count)
    {
        using var rows = new SyntheticRows(count);

        while (rows.Read())
        {
        }
    }

    /// <summary>Every cell between the same marks, but no quoting, no escaping, no guard, no look at what is in it; times as text.</summary>
    private static string Floor(int count, string path, bool deflated)
    {
        using var rows = new SyntheticRows(count);
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using Stream stream = deflated ? new DeflateStream(file, CompressionLevel.Fastest) : file;
        var buffer = new byte[1 << 18];
        var length = 0;

        while (rows.Read())
        {
            for (var column = 0; column < Report.Columns.Length; column++)
            {
                var isText = Report.Columns[column].Kind is ColumnKind.Text or ColumnKind.Id or ColumnKind.Word;
                length += Copy(!deflated ? [] : isText ? "<c s=\"1\" t=\"inlineStr\"><is><t>"u8 : "<c s=\"1\"><v>"u8, buffer.AsSpan(length));
                length += Cell(rows, column, buffer.AsSpan(length));
                length += Copy(!deflated ? ","u8 : isText ? "</t></is></c>"u8 : "</v></c>"u8, buffer.AsSpan(length));
            }

            length += Copy("\r\n"u8, buffer.AsSpan(length));

            if (length > 1 << 17)
            {
                stream.Write(buffer, 0, length);
                length = 0;
            }
        }

        stream.Write(buffer, 0, length);
        return path;
    }

    private static int Cell(SyntheticRows rows, int column, Span<byte> target)
    {
        var written = 0;

        switch (rows.IsNull(column) ? ColumnKind.Text : Report.Columns[column].Kind)
        {
            case ColumnKind.Integer or ColumnKind.Flag:
                Utf8Formatter.TryFormat(rows.Integer(column), target, out written);
                return written;
            case ColumnKind.Number:
                rows.Number(column).TryFormat(target, out written, default, CultureInfo.InvariantCulture);
                return written;
            default:
                return Copy(rows.Utf8(column), target);
        }
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        bytes.CopyTo(target);
        return bytes.Length;
    }

    private sealed class SyntheticSource(int rows) : IReportSource
    {
        public ReportOrigin Origin { get; } = new(rows, DateTimeOffset.UnixEpoch, new string('0', 64), "benchmark");

        public ReportRows Open(ReportDefinition report) => new SyntheticRows(rows);

        public IReadOnlyList<Total> Totals() => [];

        public IReadOnlyList<FindingCount> Findings() => [];
    }
}
