using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Reports.Workbook;

/// <summary>Streams one report's rows into as many sheets as they need.</summary>
internal sealed class SheetStream(WorkbookPackage package, ReportDefinition report, SheetFrame frame, long rowsPerSheet)
{
    // As in the other formats: a look at the token every 256th row.
    private const int RowsBetweenLooks = 256;

    private readonly RowXml _xml = new(report.Columns, frame.HeadingStyle, frame.Styles);
    private readonly List<SheetPlan> _sheets = [];

    public SheetFrame Frame => frame;

    /// <summary>The sheets that were written; one, and empty, for a report without rows.</summary>
    public IReadOnlyList<SheetPlan> Sheets => _sheets;

    public WrittenReport Written => new(report.Name, _sheets.Sum(sheet => sheet.Rows));

    public long CutCells => _xml.CutCells;

    public void Write(IReportSource source, CancellationToken cancellationToken)
    {
        using var rows = source.Open(report);
        var more = rows.Read();

        do
        {
            more = WriteSheet(rows, more, cancellationToken);
        }
        while (more);
    }

    public IEnumerable<string> Warnings()
    {
        if (_sheets.Count > 1)
        {
            yield return $"{report.Name}: more rows than a sheet can hold, so it goes on in "
                + string.Join(", ", _sheets.Skip(1).Select(sheet => $"'{sheet.Name}'")) + ".";
        }

        foreach (var warning in _xml.Warnings(report.Name))
        {
            yield return warning;
        }
    }

    private bool WriteSheet(ReportRows rows, bool more, CancellationToken cancellationToken)
    {
        var plan = new SheetPlan(report, _sheets.Count + 1, 0);
        var count = 0L;

        using var entry = package.Open(plan.Entry);
        entry.Write(Encoding.UTF8.GetBytes(frame.Head));

        using (var blocks = new BackgroundBlocks(entry))
        {
            _xml.Start(blocks);

            while (more && count < rowsPerSheet)
            {
                if (count % RowsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                _xml.Write(rows);
                count++;
                more = rows.Read();
            }

            cancellationToken.ThrowIfCancellationRequested();
            _xml.Finish();
            blocks.Finish();
        }

        plan = plan with { Rows = count };
        entry.Write(Encoding.UTF8.GetBytes(frame.Tail(plan.LastRow)));
        _sheets.Add(plan);
        return more;
    }
}
