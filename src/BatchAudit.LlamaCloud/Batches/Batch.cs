using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud;

/// <summary>The vendor's BatchResponse (contract, section 1.1). Fields that it may leave out are null.</summary>
public sealed record Batch : Timed, IIdentified
{
    public required string Id { get; init; }

    public string? ProjectId { get; init; }

    public string? SourceDirectoryId { get; init; }

    public BatchConfig? Config { get; init; }

    /// <summary>As sent; the known words are in <see cref="BatchStatus"/>.</summary>
    public required string Status { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public BatchResults Results { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>What the batch was told to do.</summary>
public sealed record BatchConfig
{
    public BatchJob? Job { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>The kind of job made of every file.</summary>
public sealed record BatchJob
{
    /// <summary>As sent; the known words are in <see cref="JobType"/>.</summary>
    public string? Type { get; init; }

    /// <summary>A saved configuration, or a built-in preset such as <c>cfg-PARSE_AGENTIC</c>.</summary>
    public string? ConfigurationId { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}
