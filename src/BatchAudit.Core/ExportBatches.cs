using System.Collections.Immutable;
using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit;

/// <summary>What to report once a run has collected.</summary>
/// <param name="Folder">Where to; null for a folder of the run's own below <c>reports/</c>.</param>
public sealed record ReportRequest(ImmutableArray<ReportDefinition> Reports, IReadOnlyList<IReportWriter> Writers, string? Folder)
{
    /// <summary><c>reports/20260501T133000Z</c> for a run that started, or a history that was seen, then.</summary>
    public static string FolderOf(DateTimeOffset time) =>
        Path.Combine("reports", time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>How an export went.</summary>
/// <param name="Source">The history as the reports saw it; null when none were written.</param>
/// <param name="ReportFailure">Why the reports were not written although there was something to report.</param>
public sealed record ExportSummary(
    CollectSummary Collected,
    string Folder,
    IReportSource? Source,
    ImmutableArray<WrittenFile> Files,
    AuditException? ReportFailure)
{
    /// <summary>Unwritten reports weigh as a partial run, and yield to anything less trustworthy.</summary>
    public ExitCode ExitCode => ReportFailure is null || Collected.ExitCode is not ExitCode.Done ? Collected.ExitCode : ExitCode.Partial;
}

/// <summary>The nightly command: collect, then report from what the history holds now.</summary>
public sealed class ExportBatches(CollectBatches collect, Func<IReportSource> openReports)
{
    /// <exception cref="AuditException">The history could not be written or read.</exception>
    public async Task<ExportSummary> RunAsync(
        CollectRequest request, ReportRequest report, Interruption interruption, IProgress<CollectProgress>? progress = null)
    {
        var collected = await collect.RunAsync(request, interruption, progress);
        var folder = report.Folder ?? ReportRequest.FolderOf(collected.StartedAt);

        // Nothing was learned: yesterday's facts in tonight's folder would only look like news.
        if (collected.EndedBy is not null && collected.Counts.Read == 0)
        {
            return new ExportSummary(collected, folder, null, [], null);
        }

        interruption.Token.ThrowIfCancellationRequested();

        var source = openReports();

        try
        {
            var files = await WriteReports.RunAsync(new ReportOrder(source, report.Reports, folder), report.Writers, interruption.Token);
            return new ExportSummary(collected, folder, source, files, null);
        }
        catch (AuditException failure) when (failure.Kind is FailureKind.Report)
        {
            return new ExportSummary(collected, folder, source, [], failure);
        }
    }
}
