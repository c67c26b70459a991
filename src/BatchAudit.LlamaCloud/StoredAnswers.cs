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
        ObservationKind.JobNotFound => Job(answer, JobsObservation.NotFound),
        ObservationKind.JobTimes => new JobTimesObservation
        {
            Kind = answer.Kind,
            Subject = answer.Subject,
            ObservedAt = answer.ObservedAt,
            Payload = answer.Payload,
            Times = [.. AnswerParser.JobDataPointPage(answer.Body).Items.Select(Snapshots.Of)],
        },
        ObservationKind.Directory => Directory(answer, Snapshots.Of(AnswerParser.Directory(answer.Body, answer.Subject))),
        ObservationKind.DirectoryNotFound => Directory(answer, null),
        ObservationKind.DirectoryFiles => new DirectoryFilesObservation
        {
            Kind = answer.Kind,
            Subject = answer.Subject,
            ObservedAt = answer.ObservedAt,
            Payload = answer.Payload,
            Page = Snapshots.Of(AnswerParser.DirectoryFilePage(answer.Body)),
        },
        var kind when kind == ParseJobs => Jobs(answer, answer.Subject, AnswerParser.ParseJobPage(answer.Body).Items.Select(Snapshots.Of)),
        var kind when kind == ExtractJobs => Jobs(answer, answer.Subject, AnswerParser.ExtractJobPage(answer.Body).Items.Select(Snapshots.Of)),
        var kind when kind == ParseJob => Job(answer, jobId => Snapshots.Of(AnswerParser.ParseJob(answer.Body, jobId))),
        var kind when kind == ExtractJob => Job(answer, jobId => Snapshots.Of(AnswerParser.ExtractJob(answer.Body, jobId))),
        _ => throw new FormatException($"There is no answer of the kind '{answer.Kind}'."),
    };

    private static JobsObservation Job(StoredAnswer answer, Func<string, JobSnapshot> read)
    {
        var subject = JobSubject.Parse(answer.Subject);
        return Jobs(answer, subject.BatchId, [read(subject.JobId)]);
    }

    private static JobsObservation Jobs(StoredAnswer answer, string batchId, IEnumerable<JobSnapshot> jobs) => new()
    {
        Kind = answer.Kind,
        Subject = answer.Subject,
        ObservedAt = answer.ObservedAt,
        Payload = answer.Payload,
        BatchId = batchId,
        Jobs = [.. jobs],
    };

    private static DirectoryObservation Directory(StoredAnswer answer, DirectorySnapshot? snapshot) => new()
    {
        Kind = answer.Kind,
        Subject = answer.Subject,
        ObservedAt = answer.ObservedAt,
        Payload = answer.Payload,
        Snapshot = snapshot,
    };
}
