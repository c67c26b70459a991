using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>How long a batch took: from <c>created_at</c> to <c>updated_at</c>, the nearest the server tells to its end.</summary>
internal sealed record BatchDuration(string BatchId, DateTimeOffset CreatedAt, string JobType, string Status, TimeSpan Took)
{
    public const int Most = 20;

    /// <returns>Null for a batch that goes on, whose times are not told, or that has changed since it ended: then its
    /// <c>updated_at</c> tells of that change.</returns>
    public static BatchDuration? Of(NamedRows batch)
    {
        var status = batch.Text("status");
        return BatchStatus.IsTerminal(status) && batch.Integer("drift_events") == 0
            && batch.Time("created_at") is { } created && batch.Time("updated_at") is { } updated && updated >= created
            ? new BatchDuration(batch.Text("batch_id"), created, batch.Text("job_type"), status, updated - created)
            : null;
    }
}
