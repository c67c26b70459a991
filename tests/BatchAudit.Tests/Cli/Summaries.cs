using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Collecting;
using BatchAudit.Reporting;
using BatchAudit.Tests.Reports;

namespace BatchAudit.Tests.Cli;

/// <summary>Ends of runs, for those who print them.</summary>
internal static class Summaries
{
    public static IReportSource Source { get; } = new CountedSource(
        [
            new Total("Batches", "batches", 3, "…"), new Total("Files", "files listed", 1120, "…"), new Total("Files", "unaccounted", 2, "…"),
            new Total("Files by outcome", "OK", 1111, "…"), new Total("Files by outcome", "JOB_FAILED", 9, "…"),
        ],
        [
            new FindingCount("DRIFT", "ERROR", 1), new FindingCount("DRIFT", "WARNING", 11), new FindingCount("JOB_FAILED", "ERROR", 9),
            new FindingCount("STUCK", "WARNING", 1200), new FindingCount("UNKNOWN_FIELD", "INFO", 1),
        ]);

    public static IReportSource Quiet { get; } = new CountedSource([new Total("Files", "files listed", 0, "…")], []);

    public static ReportSummary Report(IReportSource source, ExitCode code = ExitCode.Done) =>
        new(source, "out", [new WrittenFile("runs.csv", [new WrittenReport("runs", 1)], ["A cell was cut."])], code);

    public static ExportSummary Export(ExitCode collected, IReportSource? source = null, int failures = 0, AuditException? endedBy = null) => new(
        new CollectSummary(
            7,
            new DateTimeOffset(2026, 5, 4, 22, 0, 0, TimeSpan.Zero),
            new RunCounts(failures, 0, 0, failures, 0, 0, new CallCount(failures, 0)),
            [.. Enumerable.Range(1, failures).Select(n => new FailedBatch($"bat-{n}", FailureKind.NotFound, $"batch bat-{n}: there is none."))],
            endedBy,
            collected),
        "out",
        source,
        [new WrittenFile("runs.csv", [], ["A cell was cut."])],
        null);

    private sealed class CountedSource(IReadOnlyList<Total> totals, IReadOnlyList<FindingCount> findings) : IReportSource
    {
        public ReportOrigin Origin { get; } = new CellSource().Origin;

        public ReportRows Open(ReportDefinition report) => throw new NotSupportedException("Only counts are asked for.");

        public IReadOnlyList<Total> Totals() => totals;

        public IReadOnlyList<FindingCount> Findings() => findings;
    }
}
