using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.Checking;
using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output;

/// <summary>How a history stands, in a few lines; or one JSON object, whose fields are only ever added.</summary>
internal static class HealthPrinter
{
    public static void Print(AppHost app, Health health, bool json, bool quiet)
    {
        if (json)
        {
            app.Output.WriteLine(JsonSerializer.Serialize(HealthDocument.Of(health), HealthJson.Default.HealthDocument));
            return;
        }

        foreach (var line in quiet ? health.Reasons : Lines(health))
        {
            app.Output.WriteLine(PrintableText.Of(line));
        }
    }

    private static IEnumerable<string> Lines(Health health) =>
    [
        $"Status   {(health.Reasons.IsEmpty ? "healthy" : "unhealthy: " + string.Join(' ', health.Reasons))}",
        $"Last run {(health.LastRun is { } last ? FormattableString.Invariant($"{Text(last)}, {health.Age!.Value.TotalHours:0.#} h ago") : "none")}",
        .. health.Running is { } running ? [$"Running  {Text(running)}"] : (string[])[],
        $"Missed   {Missed(health)}",
        $"Stuck    {(health.Stuck.IsEmpty ? "none" : string.Join(", ", health.Stuck.Take(5)) + (health.Stuck.Length > 5 ? $" and {health.Stuck.Length - 5} more" : ""))}",
        $"Findings {FindingText.Of(health.Findings)}",
    ];

    private static string Text(RecordedRun run) => FormattableString.Invariant($"{run.RunId} of {UtcText.Of(run.StartedAt)}, {run.State}");

    private static string Missed(Health health) => health.Missed is [.., var last]
        ? FormattableString.Invariant($"{health.Missed.Sum(gap => gap.Nights)}, the last between {UtcText.Of(last.After)} and {UtcText.Of(last.Before) ?? "now"}")
        : "none";
}

internal sealed record HealthDocument
{
    public required bool Healthy { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public RunDocument? LastRun { get; init; }

    /// <summary>Seconds since the last run ended.</summary>
    public long? AgeSeconds { get; init; }

    public RunDocument? Running { get; init; }

    public required IReadOnlyList<MissedDocument> Missed { get; init; }

    /// <summary>Batch ids.</summary>
    public required IReadOnlyList<string> Stuck { get; init; }

    public required IReadOnlyList<FindingCount> Findings { get; init; }

    public int ExitCode { get; init; }

    public static HealthDocument Of(Health health) => new()
    {
        Healthy = health.Reasons.IsEmpty,
        Reasons = health.Reasons,
        LastRun = RunDocument.Of(health.LastRun),
        AgeSeconds = (long?)health.Age?.TotalSeconds,
        Running = RunDocument.Of(health.Running),
        Missed = [.. health.Missed.Select(gap => new MissedDocument(UtcText.Of(gap.After), UtcText.Of(gap.Before), gap.Nights))],
        Stuck = health.Stuck,
        Findings = health.Findings,
        ExitCode = (int)health.ExitCode,
    };
}

internal sealed record RunDocument(long RunId, string StartedAt, string? FinishedAt, string State)
{
    public static RunDocument? Of(RecordedRun? run) =>
        run is null ? null : new RunDocument(run.RunId, UtcText.Of(run.StartedAt), UtcText.Of(run.FinishedAt), run.State);
}

internal sealed record MissedDocument(string After, string? Before, long Nights);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthDocument))]
internal sealed partial class HealthJson : JsonSerializerContext;
