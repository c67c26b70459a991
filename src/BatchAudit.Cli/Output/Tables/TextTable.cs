using System.Globalization;
using System.Text;
using BatchAudit.Reporting;
using Spectre.Console.Rendering;

namespace BatchAudit.Cli.Output.Tables;

/// <summary>
/// Rows for a person, in aligned columns. Their widths come from the first rows, so that any number of them streams: from 1,000, or
/// from as many as hold a million characters. What is longer, or wider than any terminal, pushes the rest of its line aside, and
/// nothing is cut. When there are no more rows than these, columns that are empty
/// are left out, and an id that all rows share is said once, above them.
/// </summary>
/// <param name="whole">Leave nothing out: somebody asked for these very columns.</param>
internal sealed class TextTable(TextWriter output, ReportDefinition report, bool whole = false)
{
    private const int Measured = 1000;
    private const int MeasuredCharacters = 1 << 20;
    private const int Widest = 1000;
    private const string Gap = "  ";

    /// <summary>U+200D takes no column, and Spectre counts it as less than none.</summary>
    private const string Joiner = "\u200D";

    private readonly List<string[]> _waiting = [];
    private readonly bool[] _right = [.. report.Columns.Select(column => column.Kind is ColumnKind.Integer or ColumnKind.Number)];
    private int[] _shown = [];
    private int[] _widths = [];
    private long _characters;

    /// <returns>How many rows there were.</returns>
    public long Write(ReportRows rows, CancellationToken cancellationToken)
    {
        var count = 0L;

        for (; rows.Read(); count++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = Cells(rows);

            if (_waiting.Count == Measured || _characters >= MeasuredCharacters)
            {
                Begin(all: true);
            }

            if (_widths.Length > 0)
            {
                WriteLine(row);
                continue;
            }

            _waiting.Add(row);
            _characters += row.Sum(cell => (long)cell.Length);
        }

        Begin(all: whole);
        return count;
    }

    private string[] Cells(ReportRows rows) =>
        [.. report.Columns.Select((column, position) => rows.IsNull(position) ? "" : PrintableText.Of(Cell(rows, column.Kind, position)))];

    private string Cell(ReportRows rows, ColumnKind declared, int position)
    {
        var kind = rows.KindOf(position, declared);
        _right[position] |= kind is ColumnKind.Integer or ColumnKind.Number;

        return kind switch
        {
            ColumnKind.Integer => rows.Integer(position).ToString(CultureInfo.InvariantCulture),
            ColumnKind.Number => rows.Number(position).ToString("0.###", CultureInfo.InvariantCulture),
            ColumnKind.Flag => rows.Integer(position) != 0 ? "true" : "false",
            _ => Encoding.UTF8.GetString(rows.Utf8(position)),
        };
    }

    /// <summary>Writes the head and the rows that waited for it; once.</summary>
    private void Begin(bool all)
    {
        if (_widths.Length > 0 || (_waiting.Count == 0 && !all))
        {
            return;
        }

        string[] names = [.. report.Columns.Select(column => column.Name)];
        int[] shared = all || _waiting.Count == 1 ? [] : [.. Enumerable.Range(0, names.Length).Where(IsSharedId)];
        _shown = [.. Enumerable.Range(0, names.Length).Except(shared).Where(position => all || _waiting.Exists(row => row[position].Length > 0))];
        _widths = [.. names.Select((name, position) => _waiting.Select(row => WidthOf(row[position])).Append(WidthOf(name)).Max())];

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

    /// <summary>Cell by cell, for one may be very long; spaces only when something follows them.</summary>
    private void WriteLine(string[] cells)
    {
        var spaces = 0;

        foreach (var position in _shown)
        {
            var cell = cells[position].AsSpan().TrimEnd();
            var missing = Math.Max(0, _widths[position] - WidthOf(cells[position])) + cells[position].Length - cell.Length;

            if (cell.Length > 0)
            {
                output.Write(new string(' ', spaces + (_right[position] ? missing : 0)));
                output.Write(cell);
                spaces = 0;
            }

            spaces += (cell.Length > 0 && _right[position] ? 0 : missing) + Gap.Length;
        }

        output.WriteLine();
    }

    /// <summary>In columns of a terminal, of text that is printable. Most cells are ASCII, which is counted a hundred times as fast.</summary>
    private static int WidthOf(string cell) => cell.Length > Widest ? Widest : Ascii.IsValid(cell) ? cell.Length : new Segment(cell.Replace(Joiner, "", StringComparison.Ordinal)).CellCount();
}
