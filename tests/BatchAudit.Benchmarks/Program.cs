using BatchAudit.Benchmarks;

// dotnet run --configuration Release --project tests/BatchAudit.Benchmarks -- writers [rows [only-this-one]]
switch (args)
{
    case ["writers", .. var rest]:
        return WriterBenchmark.Run(rest);

    default:
        await Console.Error.WriteLineAsync("Which benchmark? writers [rows [only-this-one]]");
        return 2;
}
