using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook.Summary;

/// <param name="Files">Files that have such an error now.</param>
internal sealed record ErrorGroup(string Layer, string Message, long Batches, long Files)
{
    public const int Most = 20;

    /// <summary>The groups with the most files. One that no file has now, such as a failed batch's, is not among them.</summary>
    public static IReadOnlyList<ErrorGroup> ReadLargest(IReportSource source)
    {
        using var rows = new NamedRows(source, ReportCatalog.ErrorGroups);
        var largest = new TopN<ErrorGroup>(Most);

        while (rows.Read())
        {
            var group = new ErrorGroup(rows.Text("layer"), rows.Text("sample_message"), rows.Integer("batches"), rows.Integer("files"));

            if (group.Files > 0)
            {
                largest.Offer(group, group.Files);
            }
        }

        return largest.LargestFirst();
    }
}
