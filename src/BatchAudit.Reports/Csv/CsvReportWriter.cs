using BatchAudit.Reporting;

namespace BatchAudit.Reports.Csv;

/// <summary>
/// RFC 4180 with CRLF, UTF-8 without a byte order mark, the columns' names as header. An empty field is null or empty
/// text. Text is never cut, but guarded against running as a formula: see <see cref="FormulaGuard"/>.
/// </summary>
public sealed class CsvReportWriter : FilePerReportWriter
{
    public override string Format => "csv";

    public override string MediaType => "text/csv; charset=utf-8; header=present";

    private protected override IRowSink Open(Stream stream, ReportDefinition report) => new CsvRows(stream, report, CsvRows.Commas);
}
