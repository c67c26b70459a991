using BatchAudit.Reporting;

namespace BatchAudit.Reports.Json;

/// <summary>One object to a line and nothing else: the form to append, split and pipe.</summary>
public sealed class JsonLinesReportWriter : FilePerReportWriter
{
    private static readonly JsonFraming Lines = new("", "\n", "\n", "");

    public override string Format => "jsonl";

    public override string MediaType => "application/jsonl";

    private protected override IRowSink Open(Stream stream, ReportDefinition report) => new JsonRows(stream, report, Lines);
}
