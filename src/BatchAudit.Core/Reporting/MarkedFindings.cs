using System.Text;

namespace BatchAudit.Reporting;

/// <summary>
/// The findings with one more column: whether each is new. Two findings are the same when rule, severity, batch, file and job are,
/// whatever their words: a message may tell of a count or a time that moves on. Both passes stand in the same order, so walking along
/// them side by side tells which findings only one of them has. Of several about the same thing, such as drifts of one batch, the
/// first are the old ones.
/// </summary>
public sealed class MarkedFindings : ReportRows
{
    private static readonly string[] KeyColumns = ["priority", "rule", "batch_id", "source_directory_file_id", "job_id"];

    private readonly ReportRows _now;
    private readonly ReportRows _before;
    private readonly FindingChanges _changes;
    private readonly SortedMerge _rows;
    private readonly int _rule;
    private readonly int _severity;
    private readonly int _mark;
    private bool _isNew;

    /// <summary>Takes both passes over.</summary>
    public MarkedFindings(ReportDefinition report, ReportRows now, ReportRows before, FindingChanges changes)
    {
        (_now, _before, _changes) = (now, before, changes);
        var order = new RowOrder(report, KeyColumns);
        _rows = new SortedMerge(before.Read, now.Read, () => order.Compare(before, now));
        _rule = report.IndexOf("rule");
        _severity = report.IndexOf("severity");
        _mark = report.Columns.Length;
        changes.Compare();
    }

    /// <summary>The findings with only the columns that tell them apart, for those who just count.</summary>
    public static ReportDefinition Least { get; } = ReportCatalog.Findings.Only([.. KeyColumns, "severity"]) with { OrderBy = [.. KeyColumns] };

    /// <param name="report">The findings, or some of their columns, in the catalog's order.</param>
    /// <param name="changes">Told of every finding as it is read.</param>
    public static MarkedFindings Open(ReportDefinition report, IReportSource before, IReportSource now, FindingChanges changes)
    {
        var rows = now.Open(report);

        try
        {
            return new MarkedFindings(report, rows, before.Open(report), changes);
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    public override bool Read()
    {
        while (_rows.Read())
        {
            if (_rows.Side >= 0)
            {
                _isNew = _rows.Side > 0;
                _changes.Add(Text(_now, _rule), Text(_now, _severity), _isNew);
                return true;
            }

            _changes.AddGone(Text(_before, _rule), Text(_before, _severity));
        }

        return false;
    }

    public override bool IsNull(int column) => column != _mark && _now.IsNull(column);

    public override ReadOnlySpan<byte> Utf8(int column) => _now.Utf8(column);

    public override long Integer(int column) => column == _mark ? (_isNew ? 1 : 0) : _now.Integer(column);

    public override double Number(int column) => _now.Number(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _now.Dispose();
            _before.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string Text(ReportRows rows, int column) => Encoding.UTF8.GetString(rows.Utf8(column));
}
