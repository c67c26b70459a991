using System.Globalization;
using BatchAudit.Benchmarks;

// dotnet run --configuration Release --project tests/BatchAudit.Benchmarks -- writers [rows [only-these ...]]
switch (args)
{
    case ["writers"]:
        return WriterBenchmark.Run(1_000_000, []);

    case ["writers", var rows, .. var only]:
        return WriterBenchmark.Run(int.Parse(rows, CultureInfo.InvariantCulture), only);

    case [OneRun.Command, var contestant, var rows]:
        return OneRun.Inside(contestant, int.Parse(rows, CultureInfo.InvariantCulture));

    default:
        await Console.Error.WriteLineAsync("Which benchmark? writers [rows [only-these ...]]");
        return 2;
}
