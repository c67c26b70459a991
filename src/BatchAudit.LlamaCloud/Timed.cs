using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud;

/// <summary>Something of the server's that has times. One that is no time is null, and is told here.</summary>
public abstract record Timed
{
    /// <summary>Each field once.</summary>
    [JsonIgnore]
    public IReadOnlyList<UnreadableTime> UnreadableTimes { get; internal set; } = [];
}
