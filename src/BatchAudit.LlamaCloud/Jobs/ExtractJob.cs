using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.LlamaCloud.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>The vendor's ExtractV2Job (contract, section 2.2), without what was extracted.</summary>
public sealed record ExtractJob : Timed, IIdentified
{
    public required string Id { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>As sent; the known words are in <see cref="JobStatus"/>.</summary>
    public required string Status { get; init; }

    public string? ErrorMessage { get; init; }

    /// <summary>A file or a parse job. Whether it is the batch's directory file is not documented.</summary>
    public string? FileInput { get; init; }

    public string? ConfigurationId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Sent only when <c>extract_metadata</c> is expanded.</summary>
    public ExtractMetadata? ExtractMetadata { get; init; }

    /// <summary>Null in a listing, and until billing has caught up.</summary>
    public JobUsage? Usage { get; init; }

    [JsonInclude]
    internal PassedOver Configuration { get; init; }

    [JsonInclude]
    internal PassedOver ExtractResult { get; init; }

    [JsonInclude]
    internal PassedOver Metadata { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>The parse job that a failed extraction can be traced to.</summary>
public sealed record ExtractMetadata
{
    public string? ParseJobId { get; init; }

    public string? ParseTier { get; init; }

    [JsonInclude]
    internal PassedOver FieldMetadata { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}
