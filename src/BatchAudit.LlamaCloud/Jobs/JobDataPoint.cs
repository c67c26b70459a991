using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud;

/// <summary>When a job passed through its states (contract, section 2.4): timings that the job endpoints lack.</summary>
public sealed record JobDataPoint : Timed, IIdentified
{
    public required string Id { get; init; }

    public string? ProjectId { get; init; }

    /// <summary>As sent, which here is lower case.</summary>
    public string? Status { get; init; }

    public string? ErrorMessage { get; init; }

    public string? CustomTag { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public StateTransitions? StateTransitions { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>Null for a state that the job has not been in.</summary>
public sealed record StateTransitions
{
    public DateTimeOffset? PendingAt { get; init; }

    public DateTimeOffset? ThrottledAt { get; init; }

    public DateTimeOffset? RunningAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? FailedAt { get; init; }

    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}
