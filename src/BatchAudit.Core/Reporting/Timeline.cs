using static BatchAudit.Reporting.ColumnKind;

namespace BatchAudit.Reporting;

/// <summary>What happened to one batch, job or file, by the times that are given for it; the server's and ours stand side by side.</summary>
public static class Timeline
{
    public static ReportDefinition Report { get; } = new(
        "timeline",
        "change",
        [
            new("occurred_at", Time, "When it happened: exactly, as reported, or when it was observed."),
            new("precision", Word, "EXACT: by the server's own record. REPORTED: by its updated_at. OBSERVED: by when an answer first said so."),
            new("subject_type", Word, "batch, job, file, or drift: what changed on a batch after it was terminal."),
            new("batch_id", Id, "The batch."),
            new("source_directory_file_id", Id, "The file."),
            new("job_id", Id, "The job."),
            new("field", Word, "What changed."),
            new("before", Text, "Empty: nothing was known, or there was nothing."),
            new("after", Text, "Empty: there is nothing any more."),
            new("not_before", Time, "When the old state was last known to hold."),
            new("not_after", Time, "When the new one was first seen."),
            new("seconds_in_previous", Number, "How long the old status lasted."),
            new("observation", Integer, "The evidence, by its number in the history."),
        ],
        ["occurred_at", "observation", "batch_id", "source_directory_file_id", "job_id", "field", "after"]);
}
