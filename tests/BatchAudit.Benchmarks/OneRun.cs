using System.Diagnostics;
using System.Globalization;

namespace BatchAudit.Benchmarks;

/// <summary>One timed run in a process of its own, so that its peak memory is that of this contestant alone.</summary>
/// <param name="CpuSeconds">Of all its threads; unlike <paramref name="Seconds"/>, it hardly depends on what else the machine does.</param>
/// <param name="PeakBytes">The most that was resident, .NET itself included.</param>
internal sealed record OneRun(double Seconds, double CpuSeconds, long FileBytes, long PeakBytes)
{
    public const string Command = "one";

    // Enough for the hot path to be compiled at its last tier.
    private const int WarmUpRows = 50_000;

    public static OneRun Of(string contestant, int rows)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };

        // Under `dotnet some.dll` the process is dotnet; as an executable of its own it is the benchmark already.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OneRun).Assembly.Location);
        }

        foreach (var argument in new[] { Command, contestant, rows.ToString(CultureInfo.InvariantCulture) })
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return new OneRun(
            double.Parse(said[0], CultureInfo.InvariantCulture),
            double.Parse(said[1], CultureInfo.InvariantCulture),
            long.Parse(said[2], CultureInfo.InvariantCulture),
            long.Parse(said[3], CultureInfo.InvariantCulture));
    }

    public static int Inside(string contestant, int rows)
    {
        var folder = Directory.CreateTempSubdirectory("batch-audit-writers-").FullName;

        try
        {
            var write = Contestants.All[contestant];
            write(WarmUpRows, folder);
            var before = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            var file = write(rows, folder);
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var cpuSeconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            using var process = Process.GetCurrentProcess();
            var bytes = file.Length > 0 ? new FileInfo(file).Length : 0;
            Console.Write(string.Create(CultureInfo.InvariantCulture, $"{seconds} {cpuSeconds} {bytes} {process.PeakWorkingSet64}"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
