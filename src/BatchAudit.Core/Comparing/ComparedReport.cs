using System.Collections.Immutable;
using BatchAudit.Reporting;

namespace BatchAudit.Comparing;

/// <summary>A report whose rows at two times are held against each other.</summary>
/// <param name="Subject">What a row is about, in a word.</param>
/// <param name="Report">Its rows come ordered by what they are about: that is how they are found to be the same.</param>
/// <param name="Fields">The columns that are facts. The first one says what became of a row that is new or gone.</param>
public sealed record ComparedReport(string Subject, ReportDefinition Report, ImmutableArray<string> Fields)
{
    private static readonly string[] BatchKey = ["created_at", "batch_id"];

    /// <summary>What the batch itself says; far less to look at than the report about batches, which counts files.</summary>
    public static ComparedReport Batches { get; } = new(
        "batch",
        new ReportDefinition("batch-now", "batch", ReportCatalog.Batches.Only([.. BatchKey, .. BatchFields]).Columns, [.. BatchKey]),
        [.. BatchFields]);

    public static ComparedReport Files { get; } = new(
        "file",
        ReportCatalog.FileJobs,
        ["outcome", "file_name", "job_type", "job_id", "mapping", "mapping_error", "job_status", "job_error", "tier", "credits"]);

    private static string[] BatchFields => ["status", "job_type", "configuration_id", "results_state", "listed", "mapped", "mapping_errors", "neither"];
}
