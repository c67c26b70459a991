using System.Globalization;

namespace BatchAudit.Benchmarks;

/// <summary>
/// Each writer against its floor. Five rounds in which each contestant has its turn, so that what else the machine does
/// falls on all of them; the medians count, for a ratio that of the rounds' own ratios.
/// </summary>
internal static class WriterBenchmark
{
    private const int Rounds = 5;

    public static int Run(int rows, string[] only)
    {
        var chosen = Contestants.All.Keys.Where(name => only.Length == 0 || only.Contains(name)).ToList();
        var runs = Enumerable.Range(0, Rounds)
            .SelectMany(_ => chosen.Select(name => (Name: name, Run: OneRun.Of(name, rows))).ToList())
            .ToLookup(run => run.Name, run => run.Run);

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows} rows of {SyntheticRows.Report.Columns.Length} columns, each in a process of its own, medians of {Rounds}"));

        foreach (var name in chosen)
        {
            var floor = name == "xlsx" ? Contestants.XlsxFloor : Contestants.CsvFloor;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-12}{Median(runs[name].Select(run => run.Seconds)),8:F2} s {runs[name].First().FileBytes / 1e6,8:F1} MB, peak RSS {Median(runs[name].Select(run => run.PeakBytes / 1e6)),4:F0} MB")
                + (runs.Contains(floor) ? Ratio(runs[name].Zip(runs[floor]), floor) : ""));
        }

        return 0;
    }

    private static string Ratio(IEnumerable<(OneRun Run, OneRun Least)> rounds, string floor) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median(rounds.Select(round => round.Run.Seconds / round.Least.Seconds)),6:F2} x {floor} by the clock,{Median(rounds.Select(round => round.Run.CpuSeconds / round.Least.CpuSeconds)),6:F2} x by CPU");

    private static double Median(IEnumerable<double> measured) => measured.Order().ElementAt(Rounds / 2);
}
