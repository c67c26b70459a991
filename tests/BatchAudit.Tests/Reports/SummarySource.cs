using BatchAudit.Reporting;

namespace BatchAudit.Tests.Reports;

/// <summary>Rows for what the summary takes from the catalog's reports; columns that are not named are null.</summary>
internal static class SummarySource
{
    public static IReadOnlyDictionary<ReportDefinition, IEnumerable<object?[]>> Catalog { get; } = new Dictionary<ReportDefinition, IEnumerable<object?[]>>
    {
        [ReportCatalog.Nights] = [Night("2026-05-01", 3, 1), Night("2026-05-02", 4, 0)],
        [ReportCatalog.ErrorGroups] = Samples.HostileTexts.Select((text, n) => Group(text, n % 3)),
        [ReportCatalog.Batches] =
        [
            Batch("bat-1", 10),
            Batch("=bat-2", 90),
            Row(ReportCatalog.Batches, ("batch_id", "bat-3"), ("job_type", "extract_v2"), ("status", "RUNNING"), ("files_in_directory", 2L), ("unaccounted", 2L), ("results_state", "NULL")),
        ],
    };

    public static object?[] Row(ReportDefinition report, params (string Column, object? Cell)[] cells) =>
        [.. report.Columns.Select(column => cells.SingleOrDefault(cell => cell.Column == column.Name).Cell)];

    public static object?[] Night(string? day, long ok, long failed, long missing = 0, long notKnown = 0) => Row(
        ReportCatalog.Nights, ("night", day), ("batches", 1L), ("files", ok + failed + missing), ("ok", ok), ("job_failed", failed), ("missing", missing), ("batches_not_known", notKnown));

    public static object?[] Group(string message, long files) => Row(
        ReportCatalog.ErrorGroups, ("error_group", "job: " + message), ("layer", "job"), ("sample_message", message), ("files", files), ("batches", 1L));

    /// <summary>A batch of four files that has ended: three are OK, one failed.</summary>
    public static object?[] Batch(string id, int minutes, string status = "COMPLETED", long drift = 0) => Row(
        ReportCatalog.Batches,
        ("batch_id", id),
        ("job_type", "parse_v2"),
        ("status", status),
        ("results_state", "LISTED"),
        ("created_at", "2026-05-01T20:00:00.000Z"),
        ("updated_at", UtcText.Of(new DateTimeOffset(2026, 5, 1, 20, 0, 0, TimeSpan.Zero).AddMinutes(minutes))),
        ("listed", 4L),
        ("mapped", 4L),
        ("files_in_directory", 5L),
        ("matched", 4L),
        ("missing", 1L),
        ("unaccounted", 0L),
        ("jobs_ok", 3L),
        ("jobs_failed", 1L),
        ("drift_events", drift),
        ("files_in_results", 4L));
}
