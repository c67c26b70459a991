using System.Collections.Immutable;
using BatchAudit.Reporting;
using BatchAudit.Reports.Csv;
using BatchAudit.Reports.Json;
using BatchAudit.Reports.Page;
using BatchAudit.Reports.Workbook;

namespace BatchAudit.Reports;

/// <summary>Every output format there is. They keep no state between orders, so one of each serves all threads.</summary>
public static class ReportWriters
{
    public static ImmutableArray<IReportWriter> All { get; } =
        [new CsvReportWriter(), new WorkbookReportWriter(), new PageReportWriter(), new JsonReportWriter(), new JsonLinesReportWriter(), new TsvReportWriter()];
}
