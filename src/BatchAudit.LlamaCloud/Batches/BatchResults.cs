using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.LlamaCloud.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>A batch's results, and whether they were sent at all. The default value stands for results that were not.</summary>
[JsonConverter(typeof(BatchResultsConverter))]
public readonly record struct BatchResults
{
    /// <param name="rows">Null when the field was null.</param>
    public BatchResults(IReadOnlyList<BatchResult>? rows)
    {
        State = rows is null ? ResultsState.Null : ResultsState.Listed;
        Rows = rows ?? [];
    }

    public ResultsState State { get; }

    /// <summary>In the order sent, which means nothing. Empty unless <see cref="State"/> is Listed.</summary>
    public IReadOnlyList<BatchResult> Rows { get => field ?? []; }
}

/// <summary>What became of one file: a job, a mapping error, neither, or both (contract, sections 0 and 1.1).</summary>
public sealed record BatchResult
{
    /// <summary>Always sent, says the contract; null when it was not.</summary>
    public string? SourceDirectoryFileId { get; init; }

    public JobReference? JobReference { get; init; }

    /// <summary>Why no job could be made of the file. A job's own error stands with the job.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}

/// <summary>The job that a file was mapped to.</summary>
public sealed record JobReference
{
    /// <summary>As sent; the known words are in <see cref="JobType"/>.</summary>
    public string? Type { get; init; }

    public string? Id { get; init; }

    /// <summary>Fields that the contract does not know; null when there are none.</summary>
    [JsonInclude]
    [JsonExtensionData]
    internal IDictionary<string, JsonElement>? UnknownFields { get; set; }
}
