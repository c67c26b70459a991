using BatchAudit.Reporting;

namespace BatchAudit.Reports.Json;

/// <summary>An array of objects, one to a line; a null is written out, and new fields may join at the end.</summary>
public sealed class JsonReportWriter : FilePerReportWriter
{
    private static readonly JsonFraming Array = new("[\n", ",\n", "\n]\n", "[]\n");

    public override string Format => "json";

    public override string MediaType => "application/json";

    private protected override IRowSink Open(Stream stream, ReportDefinition report) => new JsonRows(stream, report, Array);
}
