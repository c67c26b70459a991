using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

/// <summary>A report source that answers from memory.</summary>
internal sealed class CellSource(params IEnumerable<object?[]>[] reports) : IReportSource
{
    private int _opened;

    public ReportOrigin Origin { get; } =
        new(42, new DateTimeOffset(2026, 5, 1, 13, 30, 0, TimeSpan.Zero), new string('a', 64), "0.1.0");

    /// <summary>The first pass over each report, in the order they are opened.</summary>
    public ReportRows Open(ReportDefinition report) => new CellRows(reports[_opened++ % reports.Length]);

    public IReadOnlyList<Total> Totals() =>
    [
        new Total("Batches", "Batches seen", 3, "Batches in the history."),
        new Total("Files", "Unaccounted", 0, "Files that are neither mapped nor refused. Must be 0."),
    ];

    public IReadOnlyList<FindingCount> Findings() => [];
}
