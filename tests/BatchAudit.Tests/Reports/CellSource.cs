using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

/// <summary>A report source that answers from memory.</summary>
internal sealed class CellSource(params IEnumerable<object?[]>[] reports) : IReportSource
{
    private int _opened;

    /// <summary>The rows of reports of the catalog, which a summary asks for besides; those that are not here are empty.</summary>
    public IReadOnlyDictionary<ReportDefinition, IEnumerable<object?[]>> Catalog { get; init; } = new Dictionary<ReportDefinition, IEnumerable<object?[]>>();

    public IReadOnlyList<FindingCount> Found { get; init; } = [];

    public ReportOrigin Origin { get; } =
        new(42, new DateTimeOffset(2026, 5, 1, 13, 30, 0, TimeSpan.Zero), new string('a', 64), "0.1.0");

    /// <summary>The first pass over each report that is not of the catalog, in the order they are opened.</summary>
    public ReportRows Open(ReportDefinition report) => new CellRows(
        ReportCatalog.All.Contains(report) ? Catalog.GetValueOrDefault(report, []) : reports[_opened++ % reports.Length]);

    public IReadOnlyList<Total> Totals() =>
    [
        new Total("Batches", "Batches seen", 3, "Batches in the history."),
        new Total("Files", "Unaccounted", 0, "Files that are neither mapped nor refused. Must be 0."),
    ];

    public IReadOnlyList<FindingCount> Findings() => Found;
}
