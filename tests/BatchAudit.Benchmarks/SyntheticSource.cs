using BatchAudit.Reporting;

namespace BatchAudit.Benchmarks;

/// <summary>A history that holds the synthetic report and nothing else: what a summary asks for besides is empty.</summary>
internal sealed class SyntheticSource(int rows) : IReportSource
{
    public ReportOrigin Origin { get; } = new(rows, DateTimeOffset.UnixEpoch, new string('0', 64), "benchmark");

    public ReportRows Open(ReportDefinition report) => new SyntheticRows(report == SyntheticRows.Report ? rows : 0);

    public IReadOnlyList<Total> Totals() => [];

    public IReadOnlyList<FindingCount> Findings() => [];
}
