using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output.Summaries;

/// <summary>The summary for a program: one JSON object. Fields are only ever added; readers pass over those they do not know.</summary>
internal sealed class JsonSummary(TextWriter output) : SummaryPrinter
{
    public override void Print(CollectSummary summary, string historyPath) => Write(Run(summary, historyPath));

    public override void Print(ExportSummary summary, string historyPath)
    {
        var document = Run(summary.Collected, historyPath) with { ExitCode = (int)summary.ExitCode };

        Write((summary.Source is { } source ? With(document, source, summary.Folder, summary.Files) : document) with
        {
            ReportFailure = summary.ReportFailure?.Message,
        });
    }

    public override void Print(ReportSummary summary) =>
        Write(With(new SummaryDocument(), summary.Source, summary.Folder, summary.Files) with
        {
            Pack = summary.Pack?.Path,
            PackSha256 = summary.Pack?.Sha256,
            ExitCode = (int)summary.ExitCode,
        });

    private static SummaryDocument Run(CollectSummary summary, string historyPath) => new()
    {
        RunId = summary.RunId,
        StartedAt = UtcText.Of(summary.StartedAt),
        History = historyPath,
        Due = summary.Counts.Due,
        Read = summary.Counts.Read,
        Unchanged = summary.Counts.Unchanged,
        Failed = summary.Counts.Failed,
        LeftOver = summary.Counts.LeftOver,
        Held = summary.Counts.Held,
        Calls = summary.Counts.Calls.Sent,
        Retries = summary.Counts.Calls.Retried,
        EndedBy = summary.EndedBy?.Message,
        Failures = [.. summary.Failures.Select(failed => new FailureDocument(failed.BatchId, FailureWords.Of(failed.Reason), failed.Message))],
        ExitCode = (int)summary.ExitCode,
    };

    private static SummaryDocument With(SummaryDocument document, IReportSource source, string folder, ImmutableArray<WrittenFile> files) =>
        document with
        {
            Reports = folder,
            AsOf = source.Origin.Viewpoint.AsOf?.ToString(),
            Observation = source.Origin.Sequence,
            ChainHead = source.Origin.ChainHead,
            Headline = Reporting.Headline.Of(source.Totals()).ToString(),
            Totals = [.. source.Totals()],
            Unaccounted = FileTotals.Unaccounted(source.Totals()),
            Findings = [.. source.Findings()],
            Files = [.. files],
        };

    private void Write(SummaryDocument document) =>
        output.WriteLine(JsonSerializer.Serialize(document, SummaryJson.Default.SummaryDocument));
}

/// <summary>What <c>--json</c> prints; null where a command has nothing to say.</summary>
internal sealed record SummaryDocument
{
    public long? RunId { get; init; }

    public string? StartedAt { get; init; }

    public string? History { get; init; }

    public long? Due { get; init; }

    public long? Read { get; init; }

    public long? Unchanged { get; init; }

    public long? Failed { get; init; }

    public long? LeftOver { get; init; }

    public long? Held { get; init; }

    public long? Calls { get; init; }

    public long? Retries { get; init; }

    public string? EndedBy { get; init; }

    public IReadOnlyList<FailureDocument> Failures { get; init; } = [];

    public string? Reports { get; init; }

    public string? ReportFailure { get; init; }

    /// <summary>What <c>--as-of</c> was understood to say; null without it.</summary>
    public string? AsOf { get; init; }

    public long? Observation { get; init; }

    public string? ChainHead { get; init; }

    /// <summary>For people: what came of the files, in a line.</summary>
    public string? Headline { get; init; }

    public IReadOnlyList<Total> Totals { get; init; } = [];

    public long? Unaccounted { get; init; }

    public IReadOnlyList<FindingCount>? Findings { get; init; }

    public IReadOnlyList<WrittenFile> Files { get; init; } = [];

    public string? Pack { get; init; }

    public string? PackSha256 { get; init; }

    public int ExitCode { get; init; }
}

internal sealed record FailureDocument(string BatchId, string Reason, string Message);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SummaryDocument))]
internal sealed partial class SummaryJson : JsonSerializerContext;
