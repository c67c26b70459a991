using BatchAudit.Collecting;
using CsCheck;

namespace BatchAudit.Tests.History.Model;

/// <summary>Steps drawn from few ids, words and instants, so that they meet each other.</summary>
internal static class AnyStep
{
    /// <summary>When the clock of a sequence starts.</summary>
    public static readonly DateTimeOffset Start = new(2026, 5, 4, 22, 0, 0, TimeSpan.Zero);

    private static readonly Gen<int> Wait = Of(0, 1, 1, 2, 6, 7, 24, 40);

    private static readonly Gen<DateTimeOffset?> Instant =
        Gen.OneOf(Of<DateTimeOffset?>((DateTimeOffset?)null), Hour(-3), Hour(-2), Hour(-1), Hour(0), Hour(1), Hour(2), Hour(7), Hour(24), Hour(30), Hour(48));

    private static readonly Gen<string> Sent = Of("1777629600", "\"2026-02-30T10:00:00Z\"");

    private static readonly Gen<string> FileId = Of("dfl-1", "dfl-2", "dfl-3");

    private static readonly Gen<string> JobId = Of("pjb-1", "pjb-2", "pjb-3");

    private static readonly Gen<string> BatchId = Of("bat-a", "bat-a", "bat-a", "bat-b", "bat-b", "bat-c");

    private static readonly Gen<FileResult> Result = Gen.Select(
        Gen.Frequency((5, FileId), (1, Of(""))),
        Gen.Frequency((2, Of<string?>((string?)null)), (5, JobId.Select(id => (string?)id))),
        Of<string?>("parse_v2", "parse_v2", "parse_v2", "parse_v2", "tomorrow_v9", null),
        Gen.Frequency((3, Of<string?>((string?)null)), (1, Error("mapping"))),
        (file, job, jobType, error) => new FileResult(file, job is null ? null : jobType, job, error));

    private static readonly Gen<string> AnyStatus =
        Of("PENDING", "THROTTLED", "RUNNING", "RUNNING", "COMPLETED", "COMPLETED", "COMPLETED", "FAILED", "CANCELLED", "A_WORD_OF_TOMORROW");

    private static readonly Gen<ResultsState> AnyState =
        Of(ResultsState.Listed, ResultsState.Listed, ResultsState.Listed, ResultsState.Listed, ResultsState.Null, ResultsState.Absent);

    private static readonly Gen<string> AnyJobStatus =
        Of("PENDING", "THROTTLED", "RUNNING", "COMPLETED", "COMPLETED", "COMPLETED", "FAILED", "FAILED", "CANCELLED", "A_WORD_OF_TOMORROW");

    private static readonly Gen<JobTimes> Times =
        Gen.Select(JobId, Instant, Instant, Instant, Instant, Instant, Unread("state_transitions.running_at", "updated_at"), (job, pending, running, completed, failed, other, unread) =>
            new JobTimes(job, pending, other, Said(running, "state_transitions.running_at", unread), completed, failed, other is null ? pending : null)
            {
                UnreadableTimes = unread,
            });

    private static readonly Gen<string> DirectoryId = Of("dir-1", "dir-1", "dir-2");

    private static readonly Gen<Observation> Batch = BatchId.SelectMany(batchId => BatchOf(batchId, AnyStatus, AnyState));

    private static readonly Gen<Observation> Jobs = BatchId.SelectMany(batchId => JobsOf(batchId, AnyJobStatus));

    private static readonly Gen<Observation> MissingJob = Gen.Select(BatchId, JobId, (batchId, jobId) => (Observation)new JobsObservation
    {
        Kind = ObservationKind.JobNotFound,
        Subject = $"{batchId}/{jobId}",
        ObservedAt = default,
        Payload = null,
        BatchId = batchId,
        Jobs = [new JobSnapshot(jobId, JobStatus.NotFound, null, null, null, null, null)],
    });

    private static readonly Gen<Observation> JobTimes = Times.List[1, 3].Select(times => (Observation)new JobTimesObservation
    {
        Kind = ObservationKind.JobTimes,
        Subject = "parse_v2",
        ObservedAt = default,
        Payload = null,
        Times = times,
    });

    private static readonly Gen<Observation> Directory =
        from directoryId in DirectoryId
        from name in Of(null, "invoices", "letters")
        from expiresAt in Gen.OneOf(Of<DateTimeOffset?>((DateTimeOffset?)null), Hour(24), Hour(60), Hour(200))
        from found in Of(true, true, false)
        from unread in Unread("expires_at", "deleted_at")
        select (Observation)new DirectoryObservation
        {
            Kind = found ? ObservationKind.Directory : ObservationKind.DirectoryNotFound,
            Subject = directoryId,
            ObservedAt = default,
            Payload = null,
            Snapshot = found
                ? new DirectorySnapshot(directoryId, name, "ephemeral", Said(expiresAt, "expires_at", unread), null) { UnreadableTimes = unread }
                : null,
        };

    private static readonly Gen<Observation> DirectoryFiles = DirectoryId.SelectMany(FilesOf);

    private static readonly Gen<Observation> Failure = BatchId.Select(batchId => (Observation)new FailureObservation
    {
        Kind = ObservationKind.Failure,
        Subject = batchId,
        ObservedAt = default,
        Payload = null,
        BatchId = batchId,
        Reason = FailureKind.BadAnswer,
        Message = "The answer is no JSON.",
    });

    private static readonly Gen<Step> Run = Gen.Select(Wait, Gen.Int[0, 1], Gen.Int[0, 1], Gen.Int[0, 1], Of(true, true, false), (hours, read, failed, left, ended) =>
        (Step)new NextRun(hours, ended ? new RunCounts(read + failed + left, read, read, failed, left, 2, new CallCount(7, 1)) : null, failed == 0 ? 0 : 3));

    private static readonly Gen<Step> Answer = Gen.Select(
        Wait,
        Gen.Frequency((10, Batch), (6, Jobs), (1, MissingJob), (2, JobTimes), (1, Directory), (4, DirectoryFiles), (1, Failure)),
        (hours, answer) => (Step)new Answered(hours, [answer]));

    /// <summary>What a run makes of three batches over the same documents, most of which have come to their end.</summary>
    private static readonly Gen<Step> Opening = Gen.Select(
        FilesOf("dir-1"), FilesOf("dir-2"), Over("bat-a"), Over("bat-b"), Over("bat-c"),
        (one, other, first, second, third) => (Step)new Answered(1, [.. first, one, .. second, other, .. third]));

    private static readonly Gen<Step> Any = Gen.Frequency((12, Answer), (1, Run));

    /// <summary>Anything; every other one begins with three batches, so that much can come of them.</summary>
    public static readonly Gen<List<Step>> Sequence = Gen.OneOf(
        Any.List[1, 6],
        Gen.Select(Opening, Any.List[0, 3], (opening, steps) => (List<Step>)[opening, .. steps]));

    private static Gen<Observation> BatchOf(string batchId, Gen<string> statuses, Gen<ResultsState> states) =>
        from status in statuses
        from state in states
        from results in Result.List[0, 5]
        from directory in Of(batchId == "bat-a" ? "dir-1" : "dir-2", "dir-1", "dir-1", "dir-2", "dir-1", null)
        from createdAt in batchId == "bat-a"
            ? Gen.Frequency((8, Hour(-2)), (1, Hour(-1)), (1, Of<DateTimeOffset?>((DateTimeOffset?)null)))
            : Gen.Frequency((6, Hour(-1)), (1, Hour(-2)), (1, Hour(-200)), (1, Hour(167)), (1, Of<DateTimeOffset?>((DateTimeOffset?)null)))
        from updatedAt in Instant
        from words in Of(0, 0, 0, 0, 0, 0, 1, 2)
        from unread in Unread("created_at", "updated_at")
        select (Observation)new BatchObservation
        {
            Kind = ObservationKind.Batch,
            Subject = batchId,
            ObservedAt = default,
            Payload = null,
            Snapshot = new BatchSnapshot
            {
                BatchId = batchId,
                Status = status,
                ProjectId = words == 1 ? null : "prj-1",
                SourceDirectoryId = directory,
                JobType = words == 1 ? "extract_v2" : "parse_v2",
                ConfigurationId = words == 2 ? "cfg-2" : "cfg-1",
                CreatedAt = Said(createdAt, "created_at", unread),
                UpdatedAt = Said(updatedAt, "updated_at", unread),
                UnreadableTimes = unread,
                ResultsState = state,
                Results = state is ResultsState.Listed ? results : [],
                UnknownFields = words == 2 ? ["results[].pages", "priority"] : words == 1 ? ["priority"] : [],
            },
        };

    private static Gen<Observation[]> Over(string batchId) => Gen.Select(
        BatchOf(batchId, Of("COMPLETED", "COMPLETED", "RUNNING", "CANCELLED"), Of(ResultsState.Listed)),
        JobsOf(batchId, Gen.Frequency((2, Of("COMPLETED")), (1, AnyJobStatus))),
        (batch, jobs) => (Observation[])[batch, jobs]);

    private static Gen<JobSnapshot> JobIn(Gen<string> statuses) =>
        from jobId in JobId
        from status in statuses
        from error in Gen.Frequency((1, Of<string?>((string?)null)), (1, Error("job")))
        from tier in Of(null, "agentic", "fast")
        from credits in Of<double?>(null, null, 1.5, 3)
        from createdAt in Gen.Frequency((3, Hour(-1)), (1, Instant))
        from updatedAt in Instant
        from unread in Unread("created_at", "updated_at")
        select new JobSnapshot(jobId, status, error, tier, credits, Said(createdAt, "created_at", unread), Said(updatedAt, "updated_at", unread))
        {
            UnreadableTimes = unread,
        };

    private static Gen<Observation> JobsOf(string batchId, Gen<string> statuses) => JobIn(statuses).List[1, 4].Select(jobs => (Observation)new JobsObservation
    {
        Kind = ObservationKind.JobsOf("parse_v2"),
        Subject = batchId,
        ObservedAt = default,
        Payload = null,
        BatchId = batchId,
        Jobs = jobs,
    });

    private static Gen<Observation> FilesOf(string directoryId) =>
        from files in File(directoryId).List[0, 4]
        from isLast in Of(true, true, false)
        select (Observation)new DirectoryFilesObservation
        {
            Kind = ObservationKind.DirectoryFiles,
            Subject = directoryId,
            ObservedAt = default,
            Payload = null,
            Page = new DirectoryFilesPage(files, isLast),
        };

    private static Gen<DirectoryFileSnapshot> File(string directoryId) =>
        from fileId in FileId
        from name in Of(null, "a.pdf", "b.pdf")
        from uniqueId in Of(null, UniqueId(directoryId, fileId), UniqueId(directoryId, fileId))
        from documentId in Of(null, null, "doc-1", "doc-2")
        from createdAt in Gen.OneOf(Of<DateTimeOffset?>((DateTimeOffset?)null), Hour(-3), Hour(-2), Hour(-1), Hour(0))
        from deletedAt in Gen.Frequency((3, Of<DateTimeOffset?>((DateTimeOffset?)null)), (1, Hour(-2)), (1, Hour(0)))
        from unread in Unread("created_at", "deleted_at")
        select new DirectoryFileSnapshot(
            fileId, name, uniqueId, documentId, Said(createdAt, "created_at", unread), Said(deletedAt, "deleted_at", unread))
        {
            UnreadableTimes = unread,
        };

    /// <summary>Unique within a directory; the document of one file is that of another in the other directory.</summary>
    private static string UniqueId(string directoryId, string fileId) => (directoryId, fileId) switch
    {
        ("dir-2", "dfl-1") => "u-2",
        ("dir-2", "dfl-2") => "u-1",
        _ => $"u-{fileId[^1]}",
    };

    private static Gen<string?> Error(string layer) => Of([.. Message.All.Where(message => message.Layer == layer).Select(message => (string?)message.Text)]);

    /// <summary>Now and then, one or both of these times are none.</summary>
    private static Gen<IReadOnlyList<UnreadableTime>> Unread(string field, string other) => Gen.Frequency(
        (14, Gen.Const<IReadOnlyList<UnreadableTime>>([])),
        (1, Sent.Select(sent => (IReadOnlyList<UnreadableTime>)[new(field, sent)])),
        (1, Sent.Select(sent => (IReadOnlyList<UnreadableTime>)[new(field, sent), new(other, "\"soon\"")])));

    /// <summary>A time that cannot be read is null besides.</summary>
    private static DateTimeOffset? Said(DateTimeOffset? time, string field, IReadOnlyList<UnreadableTime> unread) =>
        unread.Any(sent => sent.Field == field) ? null : time;

    private static Gen<DateTimeOffset?> Hour(int hour) => Gen.Const((DateTimeOffset?)Start.AddHours(hour));

    private static Gen<T> Of<T>(params T[] words) => Gen.Int[0, words.Length - 1].Select(n => words[n]);
}
