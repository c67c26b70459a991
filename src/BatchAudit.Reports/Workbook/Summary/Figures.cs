using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>Everything the summary tells, read once however often the workbook is drafted.</summary>
internal sealed record Figures(
    ReportOrigin Origin, IReadOnlyList<Total> Totals, IReadOnlyList<FindingCount> Findings, Nights Nights, IReadOnlyList<ErrorGroup> ErrorGroups, Batches Batches)
{
    public Headline Headline { get; } = new(new Rate(Nights.Of("ok"), Nights.Files), Nights.Of("missing"), Batches.Failed, Nights.BatchesNotKnown);

    public static Figures Read(IReportSource source) => new(
        source.Origin, source.Totals(), source.Findings(), Nights.Read(source), ErrorGroup.ReadLargest(source), Batches.Read(source));
}
