using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports.Page;

/// <summary>Reports from memory, by name; one that is not given is empty.</summary>
internal sealed class PageSource(params (string Report, IEnumerable<object?[]> Rows)[] reports) : IReportSource
{
    public ReportOrigin Origin { get; init; } =
        new(42, new DateTimeOffset(2026, 5, 7, 22, 0, 0, TimeSpan.Zero), new string('a', 64), "0.1.0");

    public IReportSource? Previous { get; init; }

    public IReadOnlyList<Total> Counted { get; init; } = [new Total("Files", "files listed", 3, "Files."), new Total("Files by outcome", "OK", 3, "What came of them.")];

    public IReadOnlyList<FindingCount> Found { get; init; } = [];

    public ReportRows Open(ReportDefinition report) => new CellRows(reports.Where(one => one.Report == report.Name).SelectMany(one => one.Rows));

    public IReadOnlyList<Total> Totals() => Counted;

    public IReadOnlyList<FindingCount> Findings() => Found;

    /// <summary>A row of the catalog's report with these cells, and nulls elsewhere.</summary>
    public static object?[] Row(ReportDefinition report, params (string Column, object? Cell)[] cells) =>
        [.. report.Columns.Select(column => cells.FirstOrDefault(cell => cell.Column == column.Name).Cell)];

    public static object?[] File(int n, string outcome = "OK", string? name = null, string? error = null) => Row(
        ReportCatalog.FileJobs,
        ("batch_id", $"bat-{n / 1000:D4}"), ("batch_status", "COMPLETED"), ("batch_created_at", "2026-05-07T20:00:00.000Z"),
        ("source_directory_file_id", $"dfl-{n:D8}"), ("file_name", name ?? $"invoices/{n % 977}/file {n}.pdf"), ("job_id", $"pjb-{n:D8}"),
        ("mapping", "MAPPED"), ("job_status", outcome == "OK" ? "COMPLETED" : "FAILED"), ("job_error", error), ("outcome", outcome),
        ("run_seconds", (double)(n * 7919 % 100_003)), ("first_seen_at", "2026-05-07T22:00:00.000Z"), ("observation", 42L), ("occurrence", 0L));

    public static object?[] Batch(string id) => Row(
        ReportCatalog.Batches,
        ("batch_id", id), ("status", "COMPLETED"), ("created_at", "2026-05-07T20:00:00.000Z"), ("last_observed_at", "2026-05-07T22:00:00.000Z"), ("stuck", 0L));
}
