using System.Collections.Immutable;
using System.Globalization;
using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output.Summaries;

/// <summary>The summary for a person: at most eight lines, whatever happened.</summary>
internal sealed class TextSummary(TextWriter output) : SummaryPrinter
{
    private const int MaxLines = 8;

    public override void Print(CollectSummary summary, string historyPath) => Write(
        [.. Run(summary)],
        summary.Failures,
        [Line("History", historyPath), Line("Next", $"batch-audit report --history {historyPath}")]);

    public override void Print(ExportSummary summary, string historyPath) => Write(
        [.. Run(summary.Collected)],
        summary.Collected.Failures,
        [
            .. summary.Source is { } source ? Reports(source, summary.Folder, summary.Files, summary.ReportFailure) : Unwritten(summary.ReportFailure),
            Line("History", historyPath),
        ]);

    public override void Print(ReportSummary summary) =>
        Write([], [], [
            .. summary.Source.Origin is { Viewpoint.AsOf: { } asOf } origin
                ? [Line("As of", FormattableString.Invariant($"{asOf}: observation {origin.Sequence} of {UtcText.Of(origin.AsOf)}"))]
                : (string[])[],
            .. Reports(summary.Source, summary.Folder, summary.Files, failure: null),
            .. summary.Pack is { } pack ? [Line("Pack", $"{pack.Path}, SHA-256 {pack.Sha256}")] : (string[])[],
        ]);

    private static IEnumerable<string> Run(CollectSummary summary)
    {
        var counts = summary.Counts;
        var left = counts.LeftOver > 0 ? $", {Count(counts.LeftOver)} left over" : "";
        var held = counts.Held > 0 ? $"; {Count(counts.Held)} held completely" : "";
        var retries = counts.Calls.Retried > 0 ? $", {Count(counts.Calls.Retried)} retried" : "";

        yield return Line(
            $"Run {summary.RunId}",
            $"{Count(counts.Due)} due: {Count(counts.Read)} read ({Count(counts.Unchanged)} unchanged), {Count(counts.Failed)} failed{left}{held}; {Count(counts.Calls.Sent)} calls{retries}");

        if (summary.EndedBy is { } reason)
        {
            yield return Line("Ended", $"{reason.Message} {reason.Hint}");
        }
        else if (summary.ExitCode is ExitCode.Interrupted or ExitCode.Terminated or ExitCode.HungUp)
        {
            yield return Line("Ended", "Interrupted. What was answered is stored; run again to go on.");
        }
    }

    private static IEnumerable<string> Reports(IReportSource source, string folder, ImmutableArray<WrittenFile> files, AuditException? failure)
    {
        yield return Line("Files", FileTotals.Text(source.Totals()));
        yield return Line("Findings", FindingText.Of(source.Findings()));

        if (failure is not null)
        {
            yield return Line("Reports", $"{failure.Message} {failure.Hint}");
            yield break;
        }

        yield return Line("Reports", $"{folder}: {string.Join(", ", files.Select(file => file.Name))}");

        if (files.SelectMany(file => file.Warnings).ToList() is { Count: > 0 } warnings)
        {
            yield return Line("Note", warnings.Count == 1 ? warnings[0] : $"{warnings[0]} And {warnings.Count - 1} more like it; --json prints all.");
        }
    }

    private static IEnumerable<string> Unwritten(AuditException? failure) =>
        failure is null ? [] : [Line("Reports", $"{failure.Message} {failure.Hint}")];

    /// <summary>The failures get the lines that the rest leaves; one that is not named is counted.</summary>
    private void Write(IReadOnlyList<string> before, IReadOnlyList<FailedBatch> failures, IReadOnlyList<string> after)
    {
        var room = MaxLines - before.Count - after.Count;
        var named = failures.Count <= room ? failures.Count : room - 1;

        foreach (var line in (IEnumerable<string>)[
            .. before,
            .. failures.Take(named).Select(failed => Line("Failed", failed.Message)),
            .. named < failures.Count ? [Line("Failed", $"{Count(failures.Count - named)} more; the view failures names them all")] : (string[])[],
            .. after])
        {
            output.WriteLine(line);
        }
    }

    private static string Line(string heading, string text) => PrintableText.Of($"{heading,-8} {text}").TrimEnd();

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
