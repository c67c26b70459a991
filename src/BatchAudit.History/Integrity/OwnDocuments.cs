using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.Collecting;

namespace BatchAudit.History.Integrity;

/// <summary>A run's beginning as it is chained: a payload of our own making, from which the row in <c>run</c> is derived.</summary>
internal sealed record RunDocument(long RunId, string StartedAt, string ToolVersion, string BaseUrl, string Selection)
{
    public static RunDocument Of(long runId, RunStart start) =>
        new(runId, UtcText.Of(start.StartedAt), start.ToolVersion, start.BaseUrl, start.Selection);

    public Payload Pack() => Payload.Pack(JsonSerializer.SerializeToUtf8Bytes(this, OwnDocumentJson.Default.RunDocument));
}

/// <summary>A run's end as it is chained; the row in <c>run_end</c> is derived from it.</summary>
internal sealed record RunEndDocument(
    long RunId, string FinishedAt, long Due, long Read, long Unchanged, long Failed, long LeftOver, long Held, long Calls, long Retries, int ExitCode)
{
    public static RunEndDocument Of(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode) => new(
        runId, UtcText.Of(finishedAt), counts.Due, counts.Read, counts.Unchanged, counts.Failed, counts.LeftOver, counts.Held,
        counts.Calls.Sent, counts.Calls.Retried, exitCode);

    public Payload Pack() => Payload.Pack(JsonSerializer.SerializeToUtf8Bytes(this, OwnDocumentJson.Default.RunEndDocument));
}

/// <summary>A failure as it is chained; the row in <c>failure</c> is derived from it.</summary>
/// <param name="BodySha256">The payload that was answered instead; null when nothing was.</param>
internal sealed record FailureDocument(string BatchId, string Reason, string Message, string? BodySha256)
{
    public static FailureDocument Of(FailureObservation failure) =>
        new(failure.BatchId, FailureWords.Of(failure.Reason), failure.Message, failure.Payload?.Sha256);

    public Payload Pack() => Payload.Pack(JsonSerializer.SerializeToUtf8Bytes(this, OwnDocumentJson.Default.FailureDocument));
}

/// <summary>A pruning as it is chained; the row in <c>pruning</c> is derived from it.</summary>
internal sealed record PruningDocument(long UpToSeq, string OlderThan, long Payloads)
{
    public Payload Pack() => Payload.Pack(JsonSerializer.SerializeToUtf8Bytes(this, OwnDocumentJson.Default.PruningDocument));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunEndDocument))]
[JsonSerializable(typeof(FailureDocument))]
[JsonSerializable(typeof(PruningDocument))]
internal sealed partial class OwnDocumentJson : JsonSerializerContext;
