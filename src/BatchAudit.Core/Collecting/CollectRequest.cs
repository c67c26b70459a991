namespace BatchAudit.Collecting;

/// <summary>Which batches to read, and how.</summary>
public sealed record CollectRequest
{
    /// <summary>The batches by id; null to take whatever <see cref="Filter"/> lists.</summary>
    public IReadOnlyList<string>? BatchIds { get; init; }

    public BatchFilter Filter { get; init; } = new();

    /// <summary>The selection in words, for the run's record.</summary>
    public required string Selection { get; init; }

    public required string ToolVersion { get; init; }

    public required string BaseUrl { get; init; }

    /// <summary>Read batches again that are terminal and held completely.</summary>
    public bool Refresh { get; init; }

    /// <summary>Which part of the batches that are held completely to read again; null for none.</summary>
    public Recheck? Recheck { get; init; }

    /// <summary>Do not ask for the jobs: their states stay as they are known.</summary>
    public bool WithoutJobs { get; init; }

    /// <summary>Do not ask for the source directories and their files.</summary>
    public bool WithoutFiles { get; init; }

    /// <summary>Ask again until every batch is terminal, and so are its jobs if they are wanted.</summary>
    public bool Wait { get; init; }

    /// <summary>Batches asked for at once, at most.</summary>
    public required int Concurrency { get; init; }

    /// <summary>How long the run may take; null for as long as it needs.</summary>
    public TimeSpan? Deadline { get; init; }
}

/// <summary>How far a run has come. A new one is reported after every batch.</summary>
public sealed record CollectProgress(long Due, long Read, long Failed, long Held, string? LastBatchId);

/// <summary>A batch of which something could not be read, and why.</summary>
public sealed record FailedBatch(string BatchId, FailureKind Reason, string Message);

/// <summary>How a run went.</summary>
/// <param name="EndedBy">What ended the run before everything due was asked for; null when nothing did.</param>
public sealed record CollectSummary(
    long RunId,
    DateTimeOffset StartedAt,
    RunCounts Counts,
    IReadOnlyList<FailedBatch> Failures,
    AuditException? EndedBy,
    ExitCode ExitCode);
