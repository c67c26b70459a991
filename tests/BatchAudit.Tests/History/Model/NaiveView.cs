using BatchAudit.Reporting;

namespace BatchAudit.Tests.History.Model;

/// <summary>A view, the columns of it that the model can know of, and what the model says.</summary>
internal sealed record NaiveView(string Name, string Columns, Func<Past, IEnumerable<string>> Rows)
{
    public static IReadOnlyList<NaiveView> All { get; } =
    [
        Of(ReportCatalog.FileJobs, FileJobsModel.FileJobs),
        Of(ReportCatalog.MappingErrors, FileJobsModel.MappingErrors),
        Of(ReportCatalog.StatusTimeline, TimelineModel.Timeline),
        Of(ReportCatalog.Batches, BatchesModel.Batches),
        Of(ReportCatalog.Reconciliation, ReconciliationModel.Reconciliation),
        Of(ReportCatalog.Drift, DriftModel.Drift),
        Of(ReportCatalog.ErrorGroups, ErrorGroupsModel.ErrorGroups),
        Of(ReportCatalog.Rerun, RerunModel.Rerun),
        Of(ReportCatalog.Findings, FindingsModel.Findings, "message", "what_to_do"),
        Of(ReportCatalog.Nights, BatchesModel.Nights),
        Of(ReportCatalog.Runs, RunsModel.Runs, "chain_head"),
        new("totals", "position, section, name, value", RunsModel.Totals),
        new("failures", "run_id, batch_id, reason, message, observed_at, observation", RunsModel.Failures),
        new(
            "batch_snapshot", "observation, batch_id, observed_at, status, updated_at, results_state, listed, mapped, mapping_errors, neither, changed",
            BatchesModel.Snapshots),
    ];

    private static NaiveView Of(ReportDefinition report, Func<Past, IEnumerable<string>> rows, params string[] without) =>
        new(report.View, string.Join(", ", report.Columns.Select(column => column.Name).Except(without)), rows);
}
