namespace BatchAudit;

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

/// <summary>
/// Where batches, their jobs and their files come from. Nothing here ever changes anything on the server. Every call fails
/// with an <see cref="AuditException"/> of kind Unauthorized, NotFound, BadAnswer (with the body) or Unreachable; of kind Configuration
/// when the service itself never answered, and will not until a setting is mended.
/// </summary>
public interface IBatchSource
{
    /// <summary>Ids that one listing is asked for, at most: fifty take 2.5 kB of URL, where proxies commonly allow 8.</summary>
    const int IdsPerListing = 50;

    /// <summary>The batch with its results expanded.</summary>
    Task<Answer<BatchSnapshot>> GetBatchAsync(string batchId, CancellationToken cancellationToken);

    /// <summary>Every batch the filter allows, without results, each once, in the server's order.</summary>
    /// <exception cref="AuditException">The listing could not be read to its end.</exception>
    IAsyncEnumerable<BatchSnapshot> ListBatchesAsync(BatchFilter filter, CancellationToken cancellationToken);

    /// <summary>Whether jobs of this type, as a job reference names it, can be asked for at all.</summary>
    bool HasJobs(string? jobType);

    /// <summary>
    /// The pages of one listing of these jobs: at most <see cref="IdsPerListing"/>. Jobs may be listed twice, or not at all
    /// although they exist.
    /// </summary>
    IAsyncEnumerable<Answer<IReadOnlyList<JobSnapshot>>> ListJobsAsync(
        string jobType, IReadOnlyList<string> jobIds, CancellationToken cancellationToken);

    /// <summary>One job, with its usage.</summary>
    /// <exception cref="AuditException">NotFound: it never was, or was deleted. Its body is what the server answered.</exception>
    Task<Answer<JobSnapshot>> GetJobAsync(string jobType, string jobId, CancellationToken cancellationToken);

    /// <summary>The pages of all data points of jobs of this type since so many hours, 1 to 168; other batches' jobs among them.</summary>
    IAsyncEnumerable<Answer<IReadOnlyList<JobTimes>>> ListJobTimesAsync(string jobType, int hours, CancellationToken cancellationToken);

    /// <exception cref="AuditException">NotFound is to be expected: ephemeral directories vanish.</exception>
    Task<Answer<DirectorySnapshot>> GetDirectoryAsync(string directoryId, CancellationToken cancellationToken);

    /// <summary>The pages of the directory's listing, deleted files included.</summary>
    IAsyncEnumerable<Answer<DirectoryFilesPage>> ListDirectoryFilesAsync(string directoryId, CancellationToken cancellationToken);

    /// <summary>
    /// What the calls that were cancelled had met, such as a refused connection: a clause, with its hint, of kind Configuration when it
    /// cannot mend itself. Null when there is nothing to say of them.
    /// </summary>
    AuditException? CutShort => null;

    /// <summary>What has been asked so far.</summary>
    CallCount Calls { get; }
}

/// <summary>How much was asked of the server.</summary>
/// <param name="Sent">Requests sent, repeats included.</param>
/// <param name="Retried">Those among them that repeated a failed one.</param>
public readonly record struct CallCount(long Sent, long Retried);
