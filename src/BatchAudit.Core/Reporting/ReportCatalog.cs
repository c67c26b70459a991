using System.Collections.Immutable;
using static BatchAudit.Reporting.ColumnKind;

namespace BatchAudit.Reporting;

/// <summary>
/// Every report there is, in the order of the workbook's sheets. The one description of their columns: the writers, the
/// data dictionary, <c>--help</c> and README's tables come from it, and a test holds it against the views.
/// </summary>
public static class ReportCatalog
{
    private static readonly Column BatchId = new("batch_id", Id, "The batch.");
    private static readonly Column BatchStatusColumn = new("batch_status", Word, "The batch's status as sent. COMPLETED means that every file was mapped to a job, not that the jobs succeeded.");
    private static readonly Column BatchCreatedAt = new("batch_created_at", Time, "When the batch was created, by the server.");
    private static readonly Column Directory = new("source_directory_id", Id, "The directory whose files the batch runs over.");
    private static readonly Column FileId = new("source_directory_file_id", Id, "The file in that directory.");
    private static readonly Column JobType = new("job_type", Word, "parse_v2 or extract_v2, as sent with the job reference.");
    private static readonly Column JobId = new("job_id", Id, "The job made of the file. Empty: none was named.");
    private static readonly Column Mapping = new("mapping", Word, "MAPPED: has a job. MAPPING_ERROR: an error instead. NO_JOB: neither. JOB_AND_ERROR: both. DUPLICATE: a further row about a file already listed; never for rows whose file is not named.");
    private static readonly Column MappingError = new("mapping_error", Text, "Why no job could be made of the file. Not the job's own error.");
    private static readonly Column ConfigurationId = new("configuration_id", Id, "The saved configuration or built-in preset the batch runs with.");
    private static readonly Column FirstSeenAt = new("first_seen_at", Time, "When an answer first listed the file, by our clock.");
    private static readonly Column LastSeenAt = new("last_seen_at", Time, "When an answer last listed the file, by our clock.");
    private static readonly Column Observation = new("observation", Integer, "The observation that made the row what it is: the evidence, by its number in the history.");
    private static readonly Column Occurrence = new("occurrence", Integer, "0, or 1, 2 … for further rows about the same file.");

    /// <summary>One row per batch and file: the job it was mapped to and what came of it.</summary>
    public static ReportDefinition FileJobs { get; } = new(
        "file-jobs",
        "batch × file",
        [
            BatchId, BatchStatusColumn, BatchCreatedAt, Directory, FileId, JobType, JobId, Mapping, MappingError,
            new("job_status", Word, "The job's status as sent, or NOT_CHECKED while it was not asked for. Empty: no job."),
            new("outcome", Word, "OK (only with a job seen COMPLETED), MAPPING_FAILED, JOB_FAILED, CANCELLED, IN_PROGRESS or UNKNOWN."),
            ConfigurationId, FirstSeenAt,
            new("last_changed_at", Time, "When an answer last said something new about the file."),
            LastSeenAt, Observation, Occurrence,
        ],
        ["batch_created_at", "batch_id", "source_directory_file_id", "occurrence"]);

    /// <summary>Files without a usable job.</summary>
    public static ReportDefinition MappingErrors { get; } = new(
        "mapping-errors",
        "file without a usable job",
        [
            BatchId, BatchStatusColumn, BatchCreatedAt, Directory, FileId, JobType, JobId, Mapping, MappingError, FirstSeenAt, LastSeenAt,
            new("nights_seen", Integer, "On how many days, in UTC, the file was seen like this."),
            Observation, Occurrence,
        ],
        ["batch_created_at", "batch_id", "source_directory_file_id", "occurrence"]);

    /// <summary>Every change of status, with what is known of when it happened.</summary>
    public static ReportDefinition StatusTimeline { get; } = new(
        "status-timeline",
        "change of a batch's status",
        [
            new("subject_type", Word, "batch."),
            BatchId, FileId, JobId,
            new("from_status", Word, "The status before, as sent. Empty: the first one seen."),
            new("to_status", Word, "The status after, as sent."),
            new("not_before", Time, "When the old status was last seen, by our clock; for the first one, when the batch was created."),
            new("not_after", Time, "When the new status was first seen, by our clock."),
            new("occurred_at", Time, "The best estimate of the instant, as good as precision says."),
            new("precision", Word, "REPORTED: the server's updated_at, which lies between the two. OBSERVED: only known to lie between them; occurred_at is then not_after."),
            new("seconds_in_previous", Number, "Seconds from the change before to this one. Empty for the first."),
            Observation,
        ],
        ["batch_id", "observation"]);

    /// <summary>One row per batch, with its counts.</summary>
    public static ReportDefinition Batches { get; } = new(
        "batches",
        "batch",
        [
            BatchId,
            new("project_id", Id, "The project the batch belongs to."),
            Directory,
            new("job_type", Word, "parse_v2 or extract_v2, from the batch's configuration."),
            ConfigurationId,
            new("status", Word, "As sent. COMPLETED means that every file was mapped to a job, not that the jobs succeeded."),
            new("results_state", Word, "How the newest answer spoke of results: LISTED, NULL (no list) or ABSENT (not mentioned)."),
            new("created_at", Time, "By the server."),
            new("updated_at", Time, "By the server. There is no time of finishing; this is the nearest to one."),
            new("first_observed_at", Time, "When an answer about the batch first arrived, by our clock."),
            new("last_observed_at", Time, "When the newest one arrived."),
            new("observations", Integer, "How many answers about it are held."),
            new("listed", Integer, "Rows in the newest results: mapped + mapping_errors + neither. Empty: nothing listed."),
            new("mapped", Integer, "Rows with a job."),
            new("mapping_errors", Integer, "Rows with an error and no job."),
            new("neither", Integer, "Rows with neither."),
        ],
        ["created_at", "batch_id"]);

    /// <summary>One row per collecting invocation.</summary>
    public static ReportDefinition Runs { get; } = new(
        "runs",
        "run",
        [
            new("run_id", Integer, "1, 2, 3 …"),
            new("started_at", Time, "By our clock."),
            new("finished_at", Time, "By our clock. Empty: it died, or still goes on."),
            new("selection", Text, "Which batches were asked for."),
            new("due", Integer, "Batches to be read: read + failed + left_over."),
            new("read", Integer, "Batches read."),
            new("unchanged", Integer, "Among them, those that said nothing new."),
            new("failed", Integer, "Batches that could not be read; the view failures names them."),
            new("left_over", Integer, "Batches not asked for any more, because the run ended early."),
            new("held", Integer, "Batches not due: terminal, and held completely already."),
            new("calls", Integer, "Requests sent, repeats included."),
            new("retries", Integer, "Requests that repeated a failed one."),
            new("state", Word, "COMPLETE: everything due was read, and nothing ended the run early. PARTIAL: something was read. FAILED: nothing was, or the run never ended."),
            new("exit_code", Integer, "How collecting ended, before any report was written. Empty: it did not."),
            new("tool_version", Word, "The program that ran."),
            new("base_url", Text, "The server it asked."),
            Observation,
            new("chain_head", Id, "The hash of that observation: what the history was when the run ended."),
        ],
        ["run_id"]);

    public static ImmutableArray<ReportDefinition> All { get; } = [FileJobs, MappingErrors, StatusTimeline, Batches, Runs];
}
