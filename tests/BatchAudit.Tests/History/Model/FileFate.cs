namespace BatchAudit.Tests.History.Model;

/// <summary>A row that stands in a batch's results, and what came of it.</summary>
internal sealed class FileFate(Past past, BatchStory batch, RowSpan row)
{
    private readonly JobVersion? _job = past.Job(batch.Id, row.Said.JobId)?.Newest;

    public BatchStory Batch => batch;

    public RowSpan Row => row;

    public string? JobId => row.Said.JobId;

    public string? MappingError => row.Said.MappingError;

    public JobSnapshot? Job => _job?.Said;

    public string? JobError => _job?.Said.ErrorMessage;

    public DirectoryFileSnapshot? Listed => past.File(batch.DirectoryId, row.FileId);

    public bool IsDuplicate => row.Occurrence > 0 && row.FileId.Length > 0;

    public string Mapping => (IsDuplicate, JobId, MappingError) switch
    {
        (true, _, _) => "DUPLICATE",
        (_, not null, not null) => "JOB_AND_ERROR",
        (_, not null, null) => "MAPPED",
        (_, null, not null) => "MAPPING_ERROR",
        _ => "NO_JOB",
    };

    public string? JobStatus => JobId is null ? null : _job?.Said.Status ?? "NOT_CHECKED";

    public string Outcome => (JobStatus, MappingError) switch
    {
        (null, not null) => "MAPPING_FAILED",
        (null, null) => batch.Status == "CANCELLED" ? "CANCELLED" : batch.GoesOn ? "IN_PROGRESS" : "UNKNOWN",
        ("COMPLETED", _) => "OK",
        ("FAILED", _) => "JOB_FAILED",
        ("CANCELLED", _) => "CANCELLED",
        ("PENDING" or "THROTTLED" or "RUNNING", _) => "IN_PROGRESS",
        _ => "UNKNOWN",
    };

    /// <summary>Of the job's error, if it has one.</summary>
    public Message? Error => Message.Of("job", JobError) ?? Message.Of("mapping", MappingError);

    /// <summary>The answer that last said something new about the file or its job.</summary>
    public long Changed => Math.Max(row.Since, _job?.Since.Seq ?? 0);

    public BatchTold LastSeen => batch.LastSeen(row);
}
