using BatchAudit.Files;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Page;

/// <summary>
/// One page that opens from disk and from an e-mail: what matters tonight as plain HTML, and the rows as JSON from which its script
/// draws pictures and tables. It loads nothing, and its policy lets nothing but its own script run.
/// </summary>
public sealed class PageReportWriter : IReportWriter
{
    public const string FileName = "index.html";

    // A look at the token costs about as much as a short cell, so only every 256th row pays for one.
    private const int RowsBetweenLooks = 256;

    public string Format => "html";

    public string MediaType => "text/html";

    public IReadOnlyList<WrittenFile> Write(ReportOrder order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        using var file = new ReplacedFile(order.Folder, FileName);
        var reports = new List<WrittenReport>();
        var warnings = new List<string>();
        var changes = new FindingChanges();

        // The rows come before the text: how many findings are new is known once they have all been seen.
        PageTemplate.Write(file.Stream, slot => slot switch
        {
            "rows" => WriteAllRows,
            "title" => stream => PageTemplate.WriteText(stream, PageHead.Title(order.Source.Origin)),
            "origin" => stream => PageTemplate.WriteText(stream, PageHead.Origin(order.Source)),
            "files" => stream => PageTemplate.WriteText(stream, PageTotals.Files(order.Source)),
            "findings" => stream => PageTemplate.WriteText(stream, PageFindings.Table(order.Source, changes)),
            "changes" => stream => PageTemplate.WriteText(stream, PageTotals.Changes(order.Source)),
            _ => throw new InvalidOperationException($"page.html has a slot '{slot}' that nothing fills."),
        });

        cancellationToken.ThrowIfCancellationRequested();
        file.Commit();
        return [new WrittenFile(FileName, [.. reports], [.. warnings])];

        void WriteAllRows(Stream stream)
        {
            foreach (var report in order.Reports)
            {
                var shown = PageReport.Of(report, order.Source, changes);
                using var sink = new PageRows(stream, shown);
                reports.Add(WriteRows(shown, sink, cancellationToken));
                warnings.AddRange(sink.Warnings());
            }
        }
    }

    private static WrittenReport WriteRows(PageReport shown, PageRows sink, CancellationToken cancellationToken)
    {
        using var rows = shown.Open();
        sink.Begin();
        var seen = 0L;
        var written = 0L;

        while (rows.Read())
        {
            if (seen++ % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (shown.Shows(rows))
            {
                sink.Write(rows);
                written++;
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        sink.Finish();
        return new WrittenReport(shown.Definition.Name, written);
    }
}
