namespace BatchAudit.Collecting;

/// <summary>Something that is to be written into the history: what was asked about, when the answer came, and its bytes.</summary>
public abstract record Observation
{
    /// <summary>The id that was asked for.</summary>
    public required string Subject { get; init; }

    public required DateTimeOffset ObservedAt { get; init; }

    /// <summary>Null when nothing was answered.</summary>
    public required Payload? Payload { get; init; }
}

/// <summary>An answer about a batch.</summary>
public sealed record BatchObservation : Observation
{
    public required BatchSnapshot Snapshot { get; init; }

    public static BatchObservation Of(BatchAnswer answer) => new()
    {
        Subject = answer.Snapshot.BatchId,
        ObservedAt = answer.ReceivedAt,
        Payload = Payload.Pack(answer.Body),
        Snapshot = answer.Snapshot,
    };
}

/// <summary>A batch that could not be read: nothing is concluded from it but that it happened.</summary>
public sealed record FailureObservation : Observation
{
    public required FailureKind Reason { get; init; }

    public required string Message { get; init; }

    public static FailureObservation Of(string batchId, AuditException failure, DateTimeOffset at) => new()
    {
        Subject = batchId,
        ObservedAt = at,
        Payload = failure.Body is { } body ? Payload.Pack(body) : null,
        Reason = failure.Kind,
        Message = failure.Message,
    };
}
