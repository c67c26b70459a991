namespace BatchAudit.LlamaCloud;

/// <summary>What to tell of a batch.</summary>
public sealed record BatchGetParams
{
    /// <summary>The only known value is <c>results</c>; without it the answer has none.</summary>
    public IReadOnlyList<string> Expand { get; init; } = [];

    /// <summary>Null for the one of the client's options.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Null for the one of the client's options.</summary>
    public string? OrganizationId { get; init; }
}

/// <summary>Which batches to list; null means no restriction.</summary>
public sealed record BatchListParams
{
    /// <summary>One of the words in <see cref="BatchStatus"/>.</summary>
    public string? Status { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAtOnOrAfter { get; init; }

    /// <summary>Inclusive.</summary>
    public DateTimeOffset? CreatedAtOnOrBefore { get; init; }

    public string? SourceDirectoryId { get; init; }

    /// <summary>Null for the one of the client's options.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Null for the one of the client's options.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>No bounds are declared; 100 is the least that a sibling listing allows at most (contract, section 1.2).</summary>
    public int PageSize { get; init; } = 100;
}
