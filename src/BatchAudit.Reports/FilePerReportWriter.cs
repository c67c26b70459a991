using BatchAudit.Files;
using BatchAudit.Reporting;

namespace BatchAudit.Reports;

/// <summary>A format with one file per report, named after the report and the format: <c>file-jobs.csv</c>.</summary>
public abstract class FilePerReportWriter : IReportStreamWriter
{
    // A look at the token costs about as much as a short cell, so only every 256th row pays for one.
    private const int RowsBetweenLooks = 256;

    private protected FilePerReportWriter()
    {
    }

    public abstract string Format { get; }

    public abstract string MediaType { get; }

    public IReadOnlyList<WrittenFile> Write(ReportOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        var files = new List<ReplacedFile>(order.Reports.Length);

        try
        {
            var written = new List<WrittenFile>(order.Reports.Length);

            foreach (var report in order.Reports)
            {
                var file = new ReplacedFile(order.Folder, $"{report.Name}.{Format}");
                files.Add(file);
                written.Add(Write(order.Source, report, file.Stream, cancellationToken));
            }

            // Only now, so that an order cancelled in its last report has replaced none of the files before it.
            files.ForEach(file => file.Commit());
            return written;
        }
        finally
        {
            files.ForEach(file => file.Dispose());
        }
    }

    public WrittenFile Write(IRowSource source, ReportDefinition report, Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(report);
        using var rows = source.Open(report);
        using var sink = Open(stream, report);
        var count = 0L;

        while (rows.Read())
        {
            if (count % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            sink.Write(rows);
            count++;
        }

        cancellationToken.ThrowIfCancellationRequested();
        sink.Finish();
        return new WrittenFile($"{report.Name}.{Format}", [new WrittenReport(report.Name, count)], [.. sink.Warnings()]);
    }

    private protected abstract IRowSink Open(Stream stream, ReportDefinition report);
}
