namespace BatchAudit;

/// <summary>How an answer spoke of its results. The three are different things (contract, section 1.1).</summary>
public enum ResultsState
{
    /// <summary>The field was not there.</summary>
    Absent,

    /// <summary>The field was null: the server has no list yet, or none any more.</summary>
    Null,

    /// <summary>The field was a list, possibly an empty one.</summary>
    Listed,
}

/// <summary>What one answer said of one batch, in the server's own words.</summary>
public sealed record BatchSnapshot
{
    /// <summary>Opaque: compared ordinally, never parsed. Usually <c>bat-…</c>, sometimes a bare UUID.</summary>
    public required string BatchId { get; init; }

    public string? ProjectId { get; init; }

    public string? SourceDirectoryId { get; init; }

    /// <summary><c>parse_v2</c>, <c>extract_v2</c>, or a word that is not known yet.</summary>
    public string? JobType { get; init; }

    public string? ConfigurationId { get; init; }

    /// <summary>As sent; see <see cref="BatchStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>By the server's clock; null when it was not sent or is no time.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>By the server's clock; null when it was not sent or is no time.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    public ResultsState ResultsState { get; init; }

    /// <summary>In the order sent, which means nothing. Empty unless <see cref="ResultsState"/> is Listed.</summary>
    public IReadOnlyList<FileResult> Results { get; init; } = [];

    /// <summary>Fields that the contract does not know, such as <c>results[].pages</c>; each once, in ordinal order.</summary>
    public IReadOnlyList<string> UnknownFields { get; init; } = [];

    /// <summary>Times that are null here although something was sent.</summary>
    public IReadOnlyList<UnreadableTime> UnreadableTimes { get; init; } = [];
}

/// <summary>One row of a batch's results. A file may stand in several rows, and a row may have a job, an error, both or neither.</summary>
/// <param name="FileId">The source directory file; empty when the server left it out.</param>
/// <param name="JobType">The job reference's type as sent; null without a reference.</param>
/// <param name="JobId">The job reference's id; null without a reference.</param>
/// <param name="MappingError">Why no job could be made of the file. Not the job's own error.</param>
public readonly record struct FileResult(string FileId, string? JobType, string? JobId, string? MappingError);
