namespace BatchAudit.Collecting;

/// <summary>
/// Something that is to be written into the history: what was asked about, when the answer came, and its bytes. Everything
/// derived from it can be derived again from kind, subject and bytes.
/// </summary>
public abstract record Observation
{
    /// <summary>One of <see cref="ObservationKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The id that was asked for.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Null when nothing was answered.</summary>
    public required Payload? Payload { get; init; }

    /// <summary>Fields of the answer that the contract does not know; each once, in ordinal order.</summary>
    public virtual IReadOnlyList<string> UnknownFields { get; init; } = [];
}

/// <summary>An answer about a batch.</summary>
public sealed record BatchObservation : Observation
{
    public required BatchSnapshot Snapshot { get; init; }

    public override IReadOnlyList<string> UnknownFields => Snapshot.UnknownFields;

    public static BatchObservation Of(Answer<BatchSnapshot> answer) => new()
    {
        Kind = ObservationKind.Batch,
        Subject = answer.Value.BatchId,
        ObservedAt = answer.ReceivedAt,
        Payload = Payload.Pack(answer.Body),
        Snapshot = answer.Value,
    };
}

/// <summary>An answer about jobs of a batch: a page of a listing, a single job, or word that there is no such job.</summary>
public sealed record JobsObservation : Observation
{
    public required string BatchId { get; init; }

    /// <summary>
    /// All that the answer has, also jobs that nobody asked for: the history keeps those that the batch's results named at some
    /// time. Of a job that is not found, with status NOT_FOUND and nothing else.
    /// </summary>
    public required IReadOnlyList<JobSnapshot> Jobs { get; init; }

    public static JobsObservation OfPage(string batchId, string jobType, Answer<IReadOnlyList<JobSnapshot>> page) => new()
    {
        Kind = ObservationKind.JobsOf(jobType),
        Subject = batchId,
        ObservedAt = page.ReceivedAt,
        Payload = Payload.Pack(page.Body),
        BatchId = batchId,
        Jobs = page.Value,
        UnknownFields = page.UnknownFields,
    };

    public static JobsObservation OfOne(string batchId, string jobType, Answer<JobSnapshot> answer) => new()
    {
        Kind = ObservationKind.JobOf(jobType),
        Subject = new JobSubject(batchId, answer.Value.JobId).ToString(),
        ObservedAt = answer.ReceivedAt,
        Payload = Payload.Pack(answer.Body),
        BatchId = batchId,
        Jobs = [answer.Value],
        UnknownFields = answer.UnknownFields,
    };

    public static JobsObservation OfMissing(string batchId, string jobId, AuditException notFound, DateTimeOffset at) => new()
    {
        Kind = ObservationKind.JobNotFound,
        Subject = new JobSubject(batchId, jobId).ToString(),
        ObservedAt = at,
        Payload = notFound.Body is { } body ? Payload.Pack(body) : null,
        BatchId = batchId,
        Jobs = [NotFound(jobId)],
    };

    public static JobSnapshot NotFound(string jobId) => new(jobId, JobStatus.NotFound, null, null, null, null, null);
}

/// <summary>A page of data points. They belong to jobs of any batch, also of none that was ever observed.</summary>
public sealed record JobTimesObservation : Observation
{
    public required IReadOnlyList<JobTimes> Times { get; init; }

    public static JobTimesObservation Of(string jobType, Answer<IReadOnlyList<JobTimes>> page) => new()
    {
        Kind = ObservationKind.JobTimes,
        Subject = jobType,
        ObservedAt = page.ReceivedAt,
        Payload = Payload.Pack(page.Body),
        Times = page.Value,
        UnknownFields = page.UnknownFields,
    };
}

/// <summary>An answer about a source directory, or word that there is none any more.</summary>
public sealed record DirectoryObservation : Observation
{
    /// <summary>Null: not found.</summary>
    public required DirectorySnapshot? Snapshot { get; init; }

    public static DirectoryObservation Of(Answer<DirectorySnapshot> answer) => new()
    {
        Kind = ObservationKind.Directory,
        Subject = answer.Value.DirectoryId,
        ObservedAt = answer.ReceivedAt,
        Payload = Payload.Pack(answer.Body),
        Snapshot = answer.Value,
        UnknownFields = answer.UnknownFields,
    };

    public static DirectoryObservation OfMissing(string directoryId, AuditException notFound, DateTimeOffset at) => new()
    {
        Kind = ObservationKind.DirectoryNotFound,
        Subject = directoryId,
        ObservedAt = at,
        Payload = notFound.Body is { } body ? Payload.Pack(body) : null,
        Snapshot = null,
    };
}

/// <summary>A page of a directory's listing.</summary>
public sealed record DirectoryFilesObservation : Observation
{
    public required DirectoryFilesPage Page { get; init; }

    public static DirectoryFilesObservation Of(string directoryId, Answer<DirectoryFilesPage> page) => new()
    {
        Kind = ObservationKind.DirectoryFiles,
        Subject = directoryId,
        ObservedAt = page.ReceivedAt,
        Payload = Payload.Pack(page.Body),
        Page = page.Value,
        UnknownFields = page.UnknownFields,
    };
}

/// <summary>Something that could not be read about a batch: nothing is concluded from it but that it happened.</summary>
public sealed record FailureObservation : Observation
{
    public required FailureKind Reason { get; init; }

    public required string Message { get; init; }

    public required string BatchId { get; init; }

    public static FailureObservation Of(string batchId, AuditException failure, DateTimeOffset at) => Of(batchId, batchId, failure, at);

    /// <summary>A single job was asked for in vain: its turn has been, whatever came of it.</summary>
    public static FailureObservation OfJob(string batchId, string jobId, AuditException failure, DateTimeOffset at) =>
        Of(batchId, new JobSubject(batchId, jobId).ToString(), failure, at);

    private static FailureObservation Of(string batchId, string subject, AuditException failure, DateTimeOffset at) => new()
    {
        Kind = ObservationKind.Failure,
        Subject = subject,
        ObservedAt = at,
        Payload = failure.Body is { } body ? Payload.Pack(body) : null,
        Reason = failure.Kind,
        Message = failure.Message,
        BatchId = batchId,
    };
}
