namespace BatchAudit;

/// <summary>One answer about a batch: what it said, and the bytes it said it in.</summary>
/// <param name="Body">Exactly as received, after transport decoding.</param>
/// <param name="ReceivedAt">When the last byte had arrived, by our clock.</param>
public sealed record BatchAnswer(BatchSnapshot Snapshot, ReadOnlyMemory<byte> Body, DateTimeOffset ReceivedAt);

/// <summary>Which batches a listing is about; null means no restriction.</summary>
public sealed record BatchFilter
{
    /// <summary>One status word; the server takes a single one.</summary>
    public string? Status { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedSince { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedUntil { get; init; }

    public string? SourceDirectoryId { get; init; }
}

/// <summary>Where batches come from. Nothing here ever changes anything on the server.</summary>
public interface IBatchSource
{
    /// <summary>The batch with its results expanded.</summary>
    /// <exception cref="AuditException">
    /// Unauthorized stops everything; NotFound, BadAnswer (with the body) and Unreachable concern this batch.
    /// </exception>
    Task<BatchAnswer> GetBatchAsync(string batchId, CancellationToken cancellationToken);

    /// <summary>Every batch the filter allows, without results, each once, in the server's order.</summary>
    /// <exception cref="AuditException">The listing could not be read to its end.</exception>
    IAsyncEnumerable<BatchSnapshot> ListBatchesAsync(BatchFilter filter, CancellationToken cancellationToken);

    /// <summary>What has been asked so far.</summary>
    CallCount Calls { get; }
}

/// <summary>How much was asked of the server.</summary>
/// <param name="Sent">Requests sent, repeats included.</param>
/// <param name="Retried">Those among them that repeated a failed one.</param>
public readonly record struct CallCount(long Sent, long Retried);
