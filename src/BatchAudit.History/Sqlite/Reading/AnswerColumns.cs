using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using BatchAudit.Reporting;

namespace BatchAudit.History.Sqlite;

/// <summary>The columns of an answer, with names that every format can hold: not empty, not too long, and each once.</summary>
internal static class AnswerColumns
{
    /// <summary>Excel takes 255 characters as a table's heading.</summary>
    private const int LongestName = 200;

    /// <summary>What is called like a report's time is read as one where it is text: a workbook has dates.</summary>
    private static readonly FrozenSet<string> Times = ReportCatalog.All
        .SelectMany(report => report.Columns)
        .Where(column => column.Kind == ColumnKind.Time)
        .Select(column => column.Name)
        .ToFrozenSet(StringComparer.Ordinal);

    public static ImmutableArray<Column> Of(IEnumerable<string> names)
    {
        // A table in a workbook does not tell names apart by their case.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);

        return [.. names.Select((name, position) => Unique(Readable(name, position), taken))
            .Select(name => new Column(name, Times.Contains(name) ? ColumnKind.Time : ColumnKind.Any, "As the query says."))];
    }

    private static string Readable(string name, int position)
    {
        // XML, and so a workbook, cannot hold the two that Unicode says are none.
        var readable = PrintableText.Of(name).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD').Trim();

        return readable.Length switch
        {
            0 => string.Create(CultureInfo.InvariantCulture, $"column_{position + 1}"),
            > LongestName => readable[..(char.IsHighSurrogate(readable[LongestName - 1]) ? LongestName - 1 : LongestName)] + "…",
            _ => readable,
        };
    }

    private static string Unique(string name, HashSet<string> taken)
    {
        var unique = name;

        for (var number = 2; !taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}_{number}");
        }

        return unique;
    }
}
