using System.Text;

namespace BatchAudit.Reporting;

/// <summary>A pass over a report by the names of its columns, for the few figures that a summary takes from it.</summary>
public sealed class NamedRows(IReportSource source, ReportDefinition report) : IDisposable
{
    private readonly ReportRows _rows = source.Open(report);
    private readonly Dictionary<string, int> _columns =
        report.Columns.ToDictionary(column => column.Name, column => report.IndexOf(column.Name), StringComparer.Ordinal);

    public bool Read() => _rows.Read();

    /// <summary>0 when null, for also in a sum an empty count adds nothing.</summary>
    public long Integer(string column) => _rows.Integer(_columns[column]);

    /// <summary>Empty when null. Bytes that are no UTF-8 become U+FFFD.</summary>
    public string Text(string column) => Encoding.UTF8.GetString(_rows.Utf8(_columns[column]));

    /// <summary>Null when it is null or no time of ours.</summary>
    public DateTimeOffset? Time(string column) => Text(column) is { Length: > 0 } text && UtcText.TryParse(text, out var time) ? time : null;

    public void Dispose() => _rows.Dispose();
}
