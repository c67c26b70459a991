namespace BatchAudit.Collecting;

/// <summary>Which batches to read, and how.</summary>
public sealed record CollectRequest
{
    /// <summary>The batches by id; null to take whatever <see cref="Filter"/> lists.</summary>
    public IReadOnlyList<string>? BatchIds { get; init; }

    /// <summary>Read them in the order in which they are named; otherwise those come first that were asked for longest ago.</summary>
    public bool AsNamed { get; init; }

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

    /// <summary>How a run that waits grows patient.</summary>
    public Polling Polling { get; init; } = Polling.Default;

    /// <summary>How long the run may take; null for as long as it needs.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Since when the deadline counts, as a timestamp of the run's clock; null for since the run begins.</summary>
    public long? Begun { get; init; }

    /// <summary>What of the deadline is left to whatever follows the collecting.</summary>
    public TimeSpan ReservedForReports { get; init; }

    /// <returns>How long until the deadline and so much more: never negative, infinite without a deadline.</returns>
    public TimeSpan TimeLeft(TimeProvider time, TimeSpan more) => (Deadline, Begun) switch
    {
        (null, _) => Timeout.InfiniteTimeSpan,
        ({ } span, null) => NotNegative(span + more),
        ({ } span, { } begun) => NotNegative(span + more - time.GetElapsedTime(begun)),
    };

    private static TimeSpan NotNegative(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;
}

/// <summary>How far a run has come. A new one is reported after every batch.</summary>
/// <param name="LastBatchId">Null when the batches were only selected.</param>
public sealed record CollectProgress(long Due, long Read, long Failed, long Held, string? LastBatchId)
{
    /// <summary>Why that batch could not be read; null when it could.</summary>
    public FailedBatch? LastFailure { get; init; }
}

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
