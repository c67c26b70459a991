using System.Globalization;
using System.Text;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output;

/// <summary>
/// Rows for a person, in aligned columns. Their widths come from the first rows, so that any number of them streams; what is
/// longer pushes the rest of its line aside, and nothing is cut.
/// </summary>
internal sealed class TextTable(TextWriter output, ReportDefinition report)
{
    private const int Measured = 1000;
    private const string Gap = "  ";

    private readonly List<string[]> _waiting = [];
    private readonly bool[] _right = [.. report.Columns.Select(column => column.Kind is ColumnKind.Integer or ColumnKind.Number)];
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

            Begin();
            WriteLine(row);
        }

        Begin();
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
    private void Begin()
    {
        if (_widths.Length > 0)
        {
            return;
        }

        string[] names = [.. report.Columns.Select(column => column.Name)];
        _widths = [.. names.Select((name, position) => _waiting.Select(row => Width(row[position])).Append(Width(name)).Max())];
        WriteLine(names);
        WriteLine([.. _widths.Select(width => new string('-', width))]);
        _waiting.ForEach(WriteLine);
        _waiting.Clear();
    }

    private void WriteLine(string[] cells) =>
        output.WriteLine(string.Join(Gap, cells.Select(Aligned)).TrimEnd());

    private string Aligned(string cell, int position)
    {
        var missing = new string(' ', Math.Max(0, _widths[position] - Width(cell)));
        return _right[position] ? missing + cell : cell + missing;
    }

    /// <summary>In columns of a terminal: characters of East Asian scripts, and emoji, take two, and marks above others none.</summary>
    private static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        < 0x300 => 1,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6)
            or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
    });
}
