using BatchAudit.Reporting;

namespace BatchAudit.Reports.Csv;

/// <summary>
/// As the CSV, formula guard and quotes included, but with tabs between fields and LF at the end of a line, so that <c>cut</c>
/// and <c>awk</c> see no CR.
/// </summary>
public sealed class TsvReportWriter : FilePerReportWriter
{
    public override string Format => "tsv";

    public override string MediaType => "text/tab-separated-values; charset=utf-8; header=present";

    private protected override IRowSink Open(Stream stream, ReportDefinition report) => new CsvRows(stream, report, CsvRows.Tabs);
}
