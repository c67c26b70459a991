using System.Globalization;

namespace BatchAudit.Reporting;

/// <summary>
/// What came of the files that should have been processed: what every summary says first, in the same words. It is taken from
/// the lines of <see cref="IReportSource.Totals"/>.
/// </summary>
/// <param name="Files">Those that should have been processed, as far as they are known.</param>
/// <param name="Missing">Those among them that their batches never took up.</param>
/// <param name="BatchesNotKnown">Batches of which it cannot be told how many files they should have processed.</param>
public sealed record Headline(Rate Files, long Missing, long BatchesFailed, long BatchesNotKnown)
{
    public const string Outcomes = "Files by outcome";

    /// <summary>Null where it cannot be told what it is a share of.</summary>
    public Rate? Ok => BatchesNotKnown == 0 ? Files : null;

    /// <summary>What a share of files does not say by itself; nothing where all is known and no batch FAILED.</summary>
    public IEnumerable<string> Caveats =>
    [
        .. BatchesFailed > 0 ? [$"{Batches(BatchesFailed)} FAILED"] : (string[])[],
        .. BatchesNotKnown > 0 ? [$"the files of {Batches(BatchesNotKnown)} are not known, so no share of all files can be told"] : (string[])[],
    ];

    public static Headline Of(IReadOnlyList<Total> totals)
    {
        return new Headline(
            new Rate(Find(Outcomes, "OK"), totals.Where(total => total.Section == Outcomes).Sum(total => total.Value)),
            Find(Outcomes, "MISSING"),
            Find("Batches", BatchStatus.Failed),
            Find("Batches", "files not known"));

        long Find(string section, string name) => totals.FirstOrDefault(total => total.Section == section && total.Name == name)?.Value ?? 0;
    }

    /// <summary><c>OK 10 of 1,010 files (1 %); 1,000 missing; 1 batch FAILED</c>.</summary>
    public override string ToString() => string.Join("; ",
    [
        Files.Whole == 0 ? "No files" : $"OK {Number(Files.Part)} of {(Ok is { } ok ? $"{Number(Files.Whole)} files ({ok.PerCent})" : $"the {Number(Files.Whole)} files that are known")}",
        .. Missing > 0 ? [$"{Number(Missing)} missing"] : (string[])[],
        .. Caveats,
    ]);

    private static string Batches(long count) => $"{Number(count)} {(count == 1 ? "batch" : "batches")}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
