using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.LlamaCloud.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>The vendor's ParseJobResponse (contract, section 2.1). It names neither the file nor the batch.</summary>
public sealed record ParseJob : Timed, IIdentified
{
    public required string Id { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>As sent; the known words are in <see cref="JobStatus"/>. A COMPLETED job may hold failed pages.</summary>
    public required string Status { get; init; }

    public string? ErrorMessage { get; init; }

    public string? Name { get; init; }

    public string? Tier { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Null in a listing, and until billing has caught up.</summary>
    public JobUsage? Usage { get; init; }

    [JsonInclude]
    internal PassedOver UserMetadata { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>What a job cost. Sent only when <c>usage</c> is expanded.</summary>
public sealed record JobUsage
{
    public double? Credits { get; init; }

    /// <summary>Of extract jobs only: the part of the extraction itself.</summary>
    public double? ExtractCredits { get; init; }

    /// <summary>Of extract jobs only: the part of the parsing before it.</summary>
    public double? ParseCredits { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>A single parse job comes wrapped, a listed one bare (contract, section 2.1).</summary>
internal sealed record ParseJobEnvelope
{
    public required ParseJob Job { get; init; }
}
