using BatchAudit.Collecting;
using BatchAudit.Integrity;

namespace BatchAudit.LlamaCloud;

/// <summary>Reads LlamaCloud's answers again from the bytes that a history kept of them.</summary>
public sealed class StoredAnswers : IStoredAnswers
{
    private static readonly string ParseJobs = ObservationKind.JobsOf(JobType.ParseV2);
    private static readonly string ExtractJobs = ObservationKind.JobsOf(JobType.ExtractV2);
    private static readonly string ParseJob = ObservationKind.JobOf(JobType.ParseV2);
    private static readonly string ExtractJob = ObservationKind.JobOf(JobType.ExtractV2);

    public Observation Read(StoredAnswer answer) => answer.Kind switch
    {
        ObservationKind.Batch => new BatchObservation
        {
            Kind = answer.Kind,
            Subject = answer.Subject,
            ObservedAt = answer.ObservedAt,
            Payload = answer.Payload,
            Snapshot = BatchParser.Parse(answer.Body, answer.Subject),
        },
        ObservationKind.JobNotFound => Jobs(answer, [JobsObservation.NotFound(JobSubject.Parse(answer.Subject).JobId)], []),
        ObservationKind.JobTimes => Times(answer, AnswerParser.JobDataPointPage(answer.Body).Items),
        ObservationKind.Directory => Directory(answer, AnswerParser.Directory(answer.Body, answer.Subject)),
        ObservationKind.DirectoryNotFound => Directory(answer, null),
        ObservationKind.DirectoryFiles => Files(answer, AnswerParser.DirectoryFilePage(answer.Body)),
        var kind when kind == ParseJobs => Parsed(answer, AnswerParser.ParseJobPage(answer.Body).Items),
        var kind when kind == ExtractJobs => Extracted(answer, AnswerParser.ExtractJobPage(answer.Body).Items),
        var kind when kind == ParseJob => Parsed(answer, [AnswerParser.ParseJob(answer.Body, JobSubject.Parse(answer.Subject).JobId)]),
        var kind when kind == ExtractJob => Extracted(answer, [AnswerParser.ExtractJob(answer.Body, JobSubject.Parse(answer.Subject).JobId)]),
        _ => throw new FormatException($"There is no answer of the kind '{answer.Kind}'."),
    };

    private static JobsObservation Parsed(StoredAnswer answer, IReadOnlyList<ParseJob> jobs) =>
        Jobs(answer, [.. jobs.Select(Snapshots.Of)], UnknownFields.Of(jobs));

    private static JobsObservation Extracted(StoredAnswer answer, IReadOnlyList<ExtractJob> jobs) =>
        Jobs(answer, [.. jobs.Select(Snapshots.Of)], UnknownFields.Of(jobs));

    private static JobsObservation Jobs(StoredAnswer answer, JobSnapshot[] jobs, IReadOnlyList<string> unknownFields) => new()
    {
        Kind = answer.Kind,
        Subject = answer.Subject,
        ObservedAt = answer.ObservedAt,
        Payload = answer.Payload,
        BatchId = answer.Kind == ParseJobs || answer.Kind == ExtractJobs ? answer.Subject : JobSubject.Parse(answer.Subject).BatchId,
        Jobs = jobs,
        UnknownFields = unknownFields,
    };

    private static JobTimesObservation Times(StoredAnswer answer, IReadOnlyList<JobDataPoint> points) => new()
    {
        Kind = answer.Kind,
        Subject = answer.Subject,
        ObservedAt = answer.ObservedAt,
        Payload = answer.Payload,
        Times = [.. points.Select(Snapshots.Of)],
        UnknownFields = UnknownFields.Of(points),
    };

    private static DirectoryObservation Directory(StoredAnswer answer, SourceDirectory? directory) => new()
    {
        Kind = answer.Kind,
        Subject = answer.Subject,
        ObservedAt = answer.ObservedAt,
        Payload = answer.Payload,
        Snapshot = directory is null ? null : Snapshots.Of(directory),
        UnknownFields = directory is null ? [] : UnknownFields.Of(directory),
    };

    private static DirectoryFilesObservation Files(StoredAnswer answer, Page<DirectoryFile> page) => new()
    {
        Kind = answer.Kind,
        Subject = answer.Subject,
        ObservedAt = answer.ObservedAt,
        Payload = answer.Payload,
        Page = Snapshots.Of(page),
        UnknownFields = UnknownFields.Of(page.Items),
    };
}
