using System.Collections.Immutable;
using System.Globalization;
using BatchAudit.Collecting;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output;

/// <summary>The summary for a person: at most eight lines.</summary>
internal sealed class TextSummary(TextWriter output) : SummaryPrinter
{
    private const int FailuresNamed = 2;

    public override void Print(CollectSummary summary, string historyPath)
    {
        PrintRun(summary);
        Line($"History  {historyPath}");
        Line($"Next     batch-audit report --history {historyPath}");
    }

    public override void Print(ExportSummary summary, string historyPath)
    {
        PrintRun(summary.Collected);

        if (summary.Source is not null)
        {
            PrintFiles(summary.Source);
            PrintReports(summary.Source, summary.Folder, summary.Files, summary.ReportFailure);
        }

        Line($"History  {historyPath}");
    }

    public override void Print(IReportSource source, string folder, ImmutableArray<WrittenFile> files)
    {
        PrintFiles(source);
        PrintReports(source, folder, files, failure: null);
    }

    private void PrintRun(CollectSummary summary)
    {
        var counts = summary.Counts;
        var left = counts.LeftOver > 0 ? $", {Count(counts.LeftOver)} not asked for" : "";
        Line($"Run {summary.RunId}    {Count(counts.Due)} due: {Count(counts.Read)} read ({Count(counts.Unchanged)} unchanged), {Count(counts.Failed)} failed{left}; {Count(counts.Held)} held completely; {Count(counts.Calls.Sent)} calls, {Count(counts.Calls.Retried)} repeated");

        if (summary.EndedBy is { } reason)
        {
            Line($"Ended    {reason.Message} {reason.Hint}");
        }

        var unnamed = summary.Failures.Count - FailuresNamed;

        foreach (var failed in summary.Failures.Take(unnamed == 1 ? FailuresNamed + 1 : FailuresNamed))
        {
            Line($"Failed   {failed.BatchId}: {failed.Message}");
        }

        if (unnamed > 1)
        {
            Line($"Failed   {Count(unnamed)} more; all are in the view failures");
        }
    }

    private void PrintFiles(IReportSource source)
    {
        var totals = source.Totals();
        var files = totals.Where(total => total.Section == "Files").Sum(total => total.Value);
        var outcomes = totals.Where(total => total.Section == "Files by outcome").Select(total => $"{Count(total.Value)} {total.Name}");
        Line($"Files    {Count(files)}: {string.Join(", ", outcomes)}");
    }

    private void PrintReports(IReportSource source, string folder, ImmutableArray<WrittenFile> files, AuditException? failure)
    {
        if (failure is not null)
        {
            Line($"Reports  none: {failure.Message} {failure.Hint}");
            return;
        }

        Line($"Reports  {folder}: {string.Join(", ", files.Select(file => file.Name))}");
        Line($"As of    observation {source.Origin.Sequence}, chain head {source.Origin.ChainHead?[..16]}…");

        foreach (var warning in files.SelectMany(file => file.Warnings).Take(1))
        {
            Line($"Note     {warning}");
        }
    }

    private void Line(string text) => output.WriteLine(TerminalText.Of(text).TrimEnd());

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
