using System.Collections.Immutable;
using static BatchAudit.Reporting.ColumnKind;

namespace BatchAudit.Reporting;

/// <summary>
/// Every report there is, in the order of the workbook's sheets. The one description of their columns: the writers, the
/// data dictionary, <c>--help</c> and the manual's table come from it, and a test holds it against the views.
/// </summary>
public static class ReportCatalog
{
    private static readonly Column BatchId = new("batch_id", Id, "The batch.");
    private static readonly Column BatchStatusColumn = new("batch_status", Word, "The batch's status as sent. COMPLETED means that every file was mapped to a job, not that the jobs succeeded.");
    private static readonly Column BatchCreatedAt = new("batch_created_at", Time, "When the batch was created, by the server.");
    private static readonly Column Directory = new("source_directory_id", Id, "The directory whose files the batch runs over.");
    private static readonly Column FileId = new("source_directory_file_id", Id, "The file in that directory.");
    private static readonly Column FileName = new("file_name", Text, "Its display name, which several files may share. Empty: never seen in a listing of the directory.");
    private static readonly Column JobType = new("job_type", Word, "parse_v2 or extract_v2, as sent with the job reference.");
    private static readonly Column JobId = new("job_id", Id, "The job made of the file. Empty: none was named.");
    private static readonly Column Mapping = new("mapping", Word, "MAPPED: has a job. MAPPING_ERROR: an error instead. NO_JOB: neither. JOB_AND_ERROR: both. DUPLICATE: a further row about a file already listed; never for rows whose file is not named.");
    private static readonly Column MappingError = new("mapping_error", Text, "Why no job could be made of the file. Not the job's own error.");
    private static readonly Column ErrorGroup = new("error_group", Id, "The group of like errors that the file's belongs to: the message with ids, numbers, names and times masked. Of the job's error, if it has one.");
    private static readonly Column RetryAdvice = new("retry_advice", Word, "RETRY: send it again as it is; also for an unknown message. FIX_INPUT: mend the file first. CHECK_CONFIG: look at schema, configuration, credits or rights first. NONE: sending it again is not expected to help.");
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
            BatchId, BatchStatusColumn, BatchCreatedAt, Directory, FileId, FileName, JobType, JobId, Mapping, MappingError,
            new("job_status", Word, "The job's status as sent; NOT_CHECKED while it was not asked for; NOT_FOUND when the server did not find it: expired or deleted once two nights said so, asked again until then. Empty: no job."),
            new("job_error", Text, "Why the job failed."),
            new("outcome", Word, "OK (only with a job seen COMPLETED: no proof that every page was read, for a job may leave out a few that failed), MAPPING_FAILED, JOB_FAILED, CANCELLED, IN_PROGRESS or UNKNOWN. A file that the batch never took up has no row here: it is MISSING in reconciliation, and in every count of files."),
            ErrorGroup, ConfigurationId,
            new("tier", Word, "The parsing tier, as sent with the job."),
            new("credits", Number, "What the job cost. Only told when a job is asked for by itself; listings leave it out."),
            new("job_created_at", Time, "By the server."),
            new("job_finished_at", Time, "When the job ended, by the server: exact where its data points were seen, otherwise its updated_at. Empty: it goes on, or was not asked for."),
            new("run_seconds", Number, "Seconds from running to the end. Empty where no data points were seen."),
            FirstSeenAt,
            new("last_changed_at", Time, "When an answer last said something new about the file or its job."),
            LastSeenAt, Observation, Occurrence,
        ],
        ["batch_created_at", "batch_id", "source_directory_file_id", "occurrence"]);

    /// <summary>Files without a usable job.</summary>
    public static ReportDefinition MappingErrors { get; } = new(
        "mapping-errors",
        "file without a usable job",
        [
            BatchId, BatchStatusColumn, BatchCreatedAt, Directory, FileId, FileName, JobType, JobId, Mapping, MappingError, ErrorGroup,
            FirstSeenAt, LastSeenAt,
            new("nights_seen", Integer, "On how many days, in UTC, the file was seen like this."),
            RetryAdvice, Observation, Occurrence,
        ],
        ["batch_created_at", "batch_id", "source_directory_file_id", "occurrence"]);

    /// <summary>Every change of status, with what is known of when it happened.</summary>
    public static ReportDefinition StatusTimeline { get; } = new(
        "status-timeline",
        "change of a batch's or a job's status",
        [
            new("subject_type", Word, "batch or job."),
            BatchId, FileId, JobId,
            new("from_status", Word, "The status before, as sent. Empty: the first one known."),
            new("to_status", Word, "The status after, as sent. NOT_FOUND: the server did not find the job."),
            new("not_before", Time, "When the old status is known to have held, by our clock; for the first one, when the server says batch or job was created."),
            new("not_after", Time, "When the new status was first seen, by our clock."),
            new("occurred_at", Time, "The best estimate of the instant, as good as precision says."),
            new("precision", Word, "EXACT: the server's own record of the change. REPORTED: the server's updated_at, which lies between the two. OBSERVED: only known to lie between them; occurred_at is then not_after."),
            new("seconds_in_previous", Number, "Seconds spent in the status before. Empty for the first."),
            Observation,
        ],
        ["batch_id", "subject_type", "job_id", "observation", "occurred_at", "to_status"]);

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
            new("files_in_directory", Integer, "Files ever seen in the directory, deleted ones included."),
            new("matched", Integer, "Files in the directory and in the results."),
            new("missing", Integer, "Files in the directory when the batch began, and not in its results: of a batch that FAILED without results, all of them."),
            new("late_added", Integer, "Files that came into the directory after the batch began."),
            new("deleted", Integer, "Files deleted before the batch began."),
            new("orphan", Integer, "Files in the results that the directory's listing does not have."),
            new("name_unknown", Integer, "Files in the results whose directory was never listed, and rows that name no file."),
            new("awaited", Integer, "Files not in the results of a batch that goes on, or has listed none."),
            new("duplicate", Integer, "Further rows about files already listed."),
            new("unaccounted", Integer, "files_in_directory + files_in_results - 2 x matched - all other classes: must be 0."),
            new("jobs_ok", Integer, "Rows whose job was seen COMPLETED, which is no proof that every page was read."),
            new("jobs_failed", Integer, "Rows whose job was seen FAILED."),
            new("jobs_cancelled", Integer, "Rows whose job was seen CANCELLED."),
            new("jobs_open", Integer, "Rows whose job goes on, or has a status that is not known."),
            new("jobs_not_found", Integer, "Rows whose job the server does not know."),
            new("jobs_unchecked", Integer, "Rows whose job was not asked for."),
            new("success_pct_of_checked", Number, "Per cent OK of the rows whose job was asked for. Empty: none was. Files without a job are not in it: missing and mapping_errors count those."),
            new("throttled_seconds", Number, "Seconds in THROTTLED, as far as it was left again."),
            new("run_seconds", Number, "Seconds in RUNNING, as far as it was left again."),
            new("stuck", Flag, "Whether it has been PENDING, THROTTLED or RUNNING without a change for longer than --stuck-after."),
            new("drift_events", Integer, "Changes seen after it was terminal."),
            new("files_in_results", Integer, "Files in the results, further rows about the same file aside: listed - duplicate. Where the newest answer has no list to rely on, those that are known from before."),
        ],
        ["created_at", "batch_id"]);

    /// <summary>Directory contents against results.</summary>
    public static ReportDefinition Reconciliation { get; } = new(
        "reconciliation",
        "batch × file, in directory or results",
        [
            BatchId, BatchStatusColumn, BatchCreatedAt, Directory, FileId, FileName,
            new("in_directory", Flag, "Whether a listing of the directory had the file."),
            new("in_results", Flag, "Whether the results have it."),
            new("class", Word, "MATCHED, MISSING, LATE_ADDED, DELETED (before the batch began), ORPHAN (in no listing), NAME_UNKNOWN (never listed) or AWAITED (the batch has not listed it yet). Empty: it cannot be told."),
            new("explanation", Text, "Why it is in this class."),
            new("file_created_at", Time, "When the file came into the directory, by the server."),
            new("file_deleted_at", Time, "When it was deleted from it, by the server."),
            Occurrence,
        ],
        ["batch_created_at", "batch_id", "source_directory_file_id", "occurrence"]);

    /// <summary>Changes on what should not have changed any more.</summary>
    public static ReportDefinition Drift { get; } = new(
        "drift",
        "change seen on a batch that was already terminal",
        [
            BatchId, BatchStatusColumn, FileId,
            new("field", Word, "What changed: a field of the batch or of the file's row, or file: the row itself came or went."),
            new("before", Text, "What was said before. ABSENT, GONE and LISTED speak of the row itself."),
            new("after", Text, "What is said since. GONE, RETURNED and APPEARED speak of the row itself."),
            new("before_observation", Integer, "The observation that first said what was before."),
            new("after_observation", Integer, "The observation that first said what is since."),
            new("observed_at", Time, "When that was, by our clock."),
            new("severity", Word, "ERROR: a terminal status was taken back. INFO: only updated_at moved. WARNING: anything else."),
            Occurrence,
        ],
        ["batch_id", "after_observation", "source_directory_file_id", "occurrence", "field", "before_observation"]);

    /// <summary>Like errors together.</summary>
    public static ReportDefinition ErrorGroups { get; } = new(
        "error-groups",
        "group of like errors",
        [
            new("error_group", Id, "Its key: the layer, then the message with ids, numbers, names and times masked."),
            new("layer", Word, "mapping: no job could be made. job: the job failed. batch: orchestration failed."),
            new("sample_message", Text, "The first message of the group."),
            new("files", Integer, "Files that have such an error now."),
            new("batches", Integer, "Batches that such files, or the error itself, belong to now."),
            new("first_seen_at", Time, "When such a message was first seen, by our clock."),
            new("last_seen_at", Time, "When a file with such an error was last listed."),
            new("new_since_previous_run", Flag, "Whether it was first seen in the newest run."),
            RetryAdvice, Observation,
        ],
        ["layer", "error_group"]);

    /// <summary>Files worth sending again.</summary>
    public static ReportDefinition Rerun { get; } = new(
        "rerun",
        "file worth sending again",
        [
            BatchId, BatchCreatedAt, Directory, FileId, FileName,
            new("unique_id", Id, "What tells the document apart in its directory; the same in another one is taken for the same document."),
            new("file_id", Id, "The underlying file, which can be put into another directory."),
            new("reason", Word, "MAPPING_ERROR, JOB_FAILED, CANCELLED, NO_JOB or MISSING."),
            new("message", Text, "The error, or what is missing."),
            ErrorGroup, RetryAdvice,
            new("attempts_seen", Integer, "Batches whose results list the same document, this one included."),
            new("fixed_by_batch_id", Id, "The first later batch in which the same document has a job seen COMPLETED. Empty: none yet."),
            Observation, Occurrence,
        ],
        ["batch_created_at", "batch_id", "source_directory_file_id", "occurrence"]);

    /// <summary>What deserves a look.</summary>
    public static ReportDefinition Findings { get; } = new(
        "findings",
        "finding",
        [
            new("severity", Word, "ERROR, WARNING or INFO."),
            new("rule", Word, "The rule; finding_rules has them all, with what they mean."),
            BatchId, FileId, FileName, JobId,
            new("message", Text, "What was found."),
            new("seen_at", Time, "When the evidence came, by our clock."),
            new("what_to_do", Text, "What to do next."),
            Observation,
            new("priority", Integer, "1 for ERROR, 2 for WARNING, 3 for INFO: the order."),
            Occurrence,
        ],
        ["priority", "rule", "batch_id", "source_directory_file_id", "job_id", "observation", "occurrence", "message"]);

    /// <summary>What came of the files, by the night their batches were created on.</summary>
    public static ReportDefinition Nights { get; } = new(
        "nights",
        "day, in UTC, on which batches were created",
        [
            new("night", Word, "The day in UTC, by the server. Empty: it does not say when the batches were created, or nothing that is a time."),
            new("batches", Integer, "Batches created on it."),
            new("files", Integer, "Files that they should have processed, each once per batch: the sum of the outcomes, missing and awaited among them."),
            new("ok", Integer, "Files whose job was seen COMPLETED. It is no proof that every page was read: a job may leave out a few that failed."),
            new("mapping_failed", Integer, "Files with an error instead of a job."),
            new("job_failed", Integer, "Files whose job FAILED."),
            new("cancelled", Integer, "Files whose job, or batch, was cancelled."),
            new("in_progress", Integer, "Files whose job goes on, or which still wait for one."),
            new("unknown", Integer, "Files of which it is not known, those among them of which the server does not say whether they came before the batch began."),
            new("missing", Integer, "Files in the directory when the batch began, and not in its results: of a batch that FAILED without results, all of them."),
            new("awaited", Integer, "Files in the directory when the batch began, and not in its results yet."),
            new("batches_not_known", Integer, "Batches of which it cannot be told how many files they should have processed: where this is not 0, no share of files can be told. Neither was their directory listed since they began, nor did they COMPLETE with results."),
        ],
        ["night"]);

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
            new("state", Word, "COMPLETE: everything due was read, and nothing ended the run early. PARTIAL: something was read. FAILED: nothing was. UNFINISHED: it goes on, or died. DIED: it never ended, and another run has begun since."),
            new("exit_code", Integer, "How collecting ended, before any report was written. Empty: it did not."),
            new("tool_version", Word, "The program that ran."),
            new("base_url", Text, "The server it asked."),
            Observation,
            new("chain_head", Id, "The hash of that observation: what the history was when the run ended."),
        ],
        ["run_id"]);

    public static ImmutableArray<ReportDefinition> All { get; } = [
        FileJobs, MappingErrors, StatusTimeline, Batches, Reconciliation, Drift, ErrorGroups, Rerun, Findings, Nights, Runs,
    ];
}
