using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.Collecting;

namespace BatchAudit.History;

/// <summary>A run's beginning as it is chained: a payload of our own making, from which the row in <c>run</c> is derived.</summary>
internal sealed record RunDocument(long RunId, string StartedAt, string ToolVersion, string BaseUrl, string Selection)
{
    public static RunDocument Of(long runId, RunStart start) =>
        new(runId, UtcText.Of(start.StartedAt), start.ToolVersion, start.BaseUrl, start.Selection);

    public Payload Pack() => Payload.Pack(JsonSerializer.SerializeToUtf8Bytes(this, RunDocumentJson.Default.RunDocument));
}

/// <summary>A run's end as it is chained; the row in <c>run_end</c> is derived from it.</summary>
internal sealed record RunEndDocument(
    long RunId, string FinishedAt, long Due, long Read, long Unchanged, long Failed, long LeftOver, long Held, long Calls, long Retries, int ExitCode)
{
    public static RunEndDocument Of(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode) => new(
        runId, UtcText.Of(finishedAt), counts.Due, counts.Read, counts.Unchanged, counts.Failed, counts.LeftOver, counts.Held,
        counts.Calls.Sent, counts.Calls.Retried, exitCode);

    public Payload Pack() => Payload.Pack(JsonSerializer.SerializeToUtf8Bytes(this, RunDocumentJson.Default.RunEndDocument));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunDocument))]
[JsonSerializable(typeof(RunEndDocument))]
internal sealed partial class RunDocumentJson : JsonSerializerContext;
