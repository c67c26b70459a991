using System.Collections.Immutable;
using System.Globalization;
using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit;

/// <summary>What to report once a run has collected.</summary>
/// <param name="Folder">Where to; null for a folder of the run's own below <c>reports/</c>.</param>
/// <param name="FailOn">Findings that are no success; null for none.</param>
public sealed record ReportRequest(
    ImmutableArray<ReportDefinition> Reports, IReadOnlyList<IReportWriter> Writers, string? Folder, FailOn? FailOn = null)
{
    private const string FolderPattern = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary><c>reports/20260501T133000Z</c> for a run that started, or a history that was seen, then.</summary>
    public static string FolderOf(DateTimeOffset time) =>
        Path.Combine("reports", time.UtcDateTime.ToString(FolderPattern, CultureInfo.InvariantCulture));

    /// <summary>Whether a folder is called as <see cref="FolderOf"/> calls it, so that names sort as their times do.</summary>
    public static bool IsRunFolder(string name) =>
        DateTimeOffset.TryParseExact(name, FolderPattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _);

    /// <summary>How reports end that were written.</summary>
    public ExitCode ExitCodeOf(IReportSource source) =>
        FailOn is { } failOn && source.Findings().Any(failOn.Names) ? ExitCode.Findings : ExitCode.Done;
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
    /// <summary>How the reports ended, if they were written.</summary>
    public ExitCode Reported { get; init; }

    /// <summary>Who ended it after collecting, before the reports were written; null when nobody did.</summary>
    public ExitCode? Interrupted { get; init; }

    /// <summary>
    /// The least trustworthy wins. What collecting ended with goes before unwritten reports, which weigh as a partial run or as
    /// the deadline, and these go before findings.
    /// </summary>
    public ExitCode ExitCode =>
        Interrupted is { } code ? code : Collected.ExitCode is not ExitCode.Done ? Collected.ExitCode : ReportFailure is { } failure ? ExitCodes.Of(failure.Kind) : Reported;
}

/// <summary>The nightly command: collect, then report from what the history holds now.</summary>
public sealed class ExportBatches(CollectBatches collect, Func<IReportSource> openReports, TimeProvider time)
{
    /// <summary>A tenth of the deadline is kept for the reports, but no more than a night of 1,000,000 files needs.</summary>
    private const int KeptPart = 10;

    private static readonly TimeSpan KeptAtMost = TimeSpan.FromSeconds(60);

    /// <summary>After the deadline: for reports that are nearly done. A program is to end within two seconds of it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1.5);

    /// <exception cref="AuditException">The history could not be written or read.</exception>
    public async Task<ExportSummary> RunAsync(
        CollectRequest request, ReportRequest report, Interruption interruption, IProgress<CollectProgress>? progress = null)
    {
        var begun = request with { Begun = request.Begun ?? time.GetTimestamp() };
        var collected = await collect.RunAsync(begun with { ReservedForReports = Kept(request.Deadline) }, interruption, progress);
        var folder = report.Folder ?? ReportRequest.FolderOf(collected.StartedAt);

        // Nothing was learned: yesterday's facts in tonight's folder would only look like news.
        if (collected.EndedBy is not null && collected.Counts.Read == 0)
        {
            return new ExportSummary(collected, folder, null, [], null);
        }

        if (interruption.Code is { } asked)
        {
            return new ExportSummary(collected, folder, null, [], null) { Interrupted = asked };
        }

        using var deadline = new CancellationTokenSource(begun.TimeLeft(time, Grace), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, deadline.Token);
        var source = openReports();

        try
        {
            // Not waiting for a database that is still sorting: whatever it would say comes too late.
            return await Task.Run(() => ReportAsync(collected, report, new ReportOrder(source, report.Reports, folder), stop.Token), stop.Token).WaitAsync(stop.Token);
        }
        catch (AuditException failure) when (failure.Kind is FailureKind.Report or FailureKind.Usage)
        {
            // Usage: what stands in a report's place may not be replaced. By now that is a night whose reports were not written.
            return new ExportSummary(collected, folder, source, [], new AuditException(FailureKind.Report, failure.Message, failure.Hint, failure));
        }
        catch (OperationCanceledException) when (interruption.Code is not null)
        {
            return new ExportSummary(collected, folder, null, [], null) { Interrupted = interruption.Code };
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return new ExportSummary(collected, folder, null, [], new AuditException(
                FailureKind.Deadline,
                $"The deadline of {request.Deadline} was hit before the reports were written.",
                "The history holds everything: run batch-audit report, or give --deadline more time."));
        }
    }

    private static async Task<ExportSummary> ReportAsync(
        CollectSummary collected, ReportRequest report, ReportOrder order, CancellationToken cancellationToken)
    {
        var files = await WriteReports.RunAsync(order, report.Writers, cancellationToken);
        return new ExportSummary(collected, order.Folder, order.Source, files, null) { Reported = report.ExitCodeOf(order.Source) };
    }

    private static TimeSpan Kept(TimeSpan? deadline) =>
        deadline / KeptPart is { } part ? part < KeptAtMost ? part : KeptAtMost : TimeSpan.Zero;
}
