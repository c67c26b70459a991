using BatchAudit.Reporting;

namespace BatchAudit.Reports.Page;

/// <summary>A report as the page holds it.</summary>
/// <param name="Definition">With the columns that the page adds.</param>
/// <param name="LeftOut">Which rows the page leaves out, in words; null for none.</param>
/// <param name="Open">Begins a pass over its rows.</param>
/// <param name="Shows">Whether the page holds the row.</param>
internal sealed record PageReport(ReportDefinition Definition, string? LeftOut, Func<ReportRows> Open, Func<ReportRows, bool> Shows)
{
    private static readonly Column New = new("new", ColumnKind.Flag, "Whether it was not among the findings when the newest run began.");

    /// <param name="changes">Told of every finding, when there are findings of a previous run to compare with.</param>
    public static PageReport Of(ReportDefinition report, IReportSource source, FindingChanges changes)
    {
        var all = new PageReport(report, null, () => source.Open(report), _ => true);

        return report.Name switch
        {
            "findings" when source.Previous is { } previous => all with
            {
                Definition = report with { Columns = [.. report.Columns, New] },
                Open = () => MarkedFindings.Open(report, previous, source, changes),
            },
            // One row per change of each job, or per file of each batch, would make the page several times as large.
            "status-timeline" => all.Without("the changes of jobs", "subject_type", "job"u8.ToArray()),
            "reconciliation" => all.Without("the files that MATCHED", "class", "MATCHED"u8.ToArray()),
            _ => all,
        };
    }

    private PageReport Without(string leftOut, string column, byte[] word)
    {
        var index = Definition.IndexOf(column);
        return this with { LeftOut = leftOut, Shows = rows => !rows.Utf8(index).SequenceEqual(word) };
    }
}
