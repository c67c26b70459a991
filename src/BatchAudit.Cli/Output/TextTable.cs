using System.Globalization;
using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output;

/// <summary>
/// Rows for a person, in aligned columns. Their widths come from the first rows, so that any number of them streams; what is
/// longer pushes the rest of its line aside, and nothing is cut. When there are no more rows than these, columns that are empty
/// are left out, and an id that all rows share is said once, above them.
/// </summary>
internal sealed class TextTable(TextWriter output, ReportDefinition report)
{
    private const int Measured = 1000;
    private const string Gap = "  ";

    private readonly List<string[]> _waiting = [];
    private int[] _shown = [];
    private int[] _widths = [];

    /// <returns>How many rows there were.</returns>
    public long Write(ReportRows rows, CancellationToken cancellationToken)
    {
        var count = 0L;

        for (; rows.Read(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = Cells(rows);

            if (count < Measured)
            {
                _waiting.Add(row);
                continue;
            }

            Begin(all: true);
            WriteLine(row);
        }

        Begin(all: false);
        return count;
    }

    private string[] Cells(ReportRows rows) =>
        [.. report.Columns.Select((column, position) => rows.IsNull(position) ? "" : PrintableText.Of(Cell(rows, column.Kind, position)))];

    private static string Cell(ReportRows rows, ColumnKind kind, int position) => kind switch
    {
        ColumnKind.Integer => rows.Integer(position).ToString(CultureInfo.InvariantCulture),
        ColumnKind.Number => rows.Number(position).ToString("0.###", CultureInfo.InvariantCulture),
        ColumnKind.Flag => rows.Integer(position) != 0 ? "true" : "false",
        _ => Encoding.UTF8.GetString(rows.Utf8(position)),
    };

    /// <summary>Writes the head and the rows that waited for it; once.</summary>
    private void Begin(bool all)
    {
        if (_waiting.Count == 0)
        {
            return;
        }

        string[] names = [.. report.Columns.Select(column => column.Name)];
        int[] shared = all || _waiting.Count == 1 ? [] : [.. Enumerable.Range(0, names.Length).Where(IsSharedId)];
        _shown = [.. Enumerable.Range(0, names.Length).Except(shared).Where(position => all || _waiting.Exists(row => row[position].Length > 0))];
        _widths = [.. names.Select((name, position) => Math.Max(name.Length, _waiting.Max(row => row[position].Length)))];

        foreach (var position in shared)
        {
            output.WriteLine($"{names[position]}{Gap}{_waiting[0][position]}");
        }

        WriteLine(names);
        _waiting.ForEach(WriteLine);
        _waiting.Clear();
    }

    private bool IsSharedId(int position) =>
        report.Columns[position].Kind is ColumnKind.Id && _waiting[0][position].Length > 0 && _waiting.TrueForAll(row => row[position] == _waiting[0][position]);

    private void WriteLine(string[] cells) =>
        output.WriteLine(string.Join(Gap, _shown.Select(position => Aligned(cells[position], position))).TrimEnd());

    private string Aligned(string cell, int position) =>
        report.Columns[position].Kind is ColumnKind.Integer or ColumnKind.Number ? cell.PadLeft(_widths[position]) : cell.PadRight(_widths[position]);
}
