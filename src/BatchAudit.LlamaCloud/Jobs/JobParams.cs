namespace BatchAudit.LlamaCloud;

/// <summary>Which parse or extract jobs to list; null means no restriction.</summary>
public sealed record JobListParams
{
    /// <summary>
    /// Null for any job. More than <see cref="IdsPerCall"/> are asked for in several calls, one after the other; whoever
    /// wants them at once cuts them up beforehand. An id that no page lists may still exist: the contract does not say.
    /// </summary>
    public IReadOnlyCollection<string>? JobIds { get; init; }

    /// <summary>One of the words in <see cref="JobStatus"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAtOnOrAfter { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAtOnOrBefore { get; init; }

    public const int IdsPerCall = IBatchSource.IdsPerListing;

    internal const int PageSize = 100;
}

/// <summary>Which data points to list; null means no restriction.</summary>
public sealed record JobDataPointListParams
{
    /// <summary><c>parse</c>, <c>extract</c> or <c>classify</c>: not the words of a batch.</summary>
    public required string JobType { get; init; }

    /// <summary>How far back from now, 1 to 168; the server's default is 1.</summary>
    public int? Hours { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAtOnOrAfter { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAtOnOrBefore { get; init; }

    public IReadOnlyList<string> Status { get; init; } = [];
}
