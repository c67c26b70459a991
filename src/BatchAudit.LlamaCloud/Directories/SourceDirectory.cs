using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.LlamaCloud.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>The vendor's DirectoryResponse (contract, section 3.1), under the name that a batch calls it by.</summary>
public sealed record SourceDirectory : Timed, IIdentified
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public string? ProjectId { get; init; }

    /// <summary><c>user</c>, <c>index</c> or <c>ephemeral</c>; an ephemeral one is cleaned up by itself.</summary>
    public string? Type { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    [JsonInclude]
    internal PassedOver Description { get; init; }

    [JsonInclude]
    internal PassedOver ConnectorSubscriptionId { get; init; }

    [JsonInclude]
    internal PassedOver SystemMetadata { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>The vendor's DirectoryFileResponse (contract, section 3.2).</summary>
public sealed record DirectoryFile : Timed, IIdentified
{
    public required string Id { get; init; }

    public string? DirectoryId { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>Unique within the directory, which <see cref="DisplayName"/> need not be.</summary>
    public string? UniqueId { get; init; }

    public string? DisplayName { get; init; }

    public string? FileId { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>Set once the file is deleted; it is then listed only on request.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    [JsonInclude]
    internal PassedOver Metadata { get; init; }

    [JsonInclude]
    internal PassedOver DownloadUrl { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}
