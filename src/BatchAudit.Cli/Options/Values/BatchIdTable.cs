using System.Text.RegularExpressions;
using BatchAudit.Reporting;
using CsvHelper;

namespace BatchAudit.Cli.Options.Values;

/// <summary>A table with a column <c>batch_id</c>, as spreadsheets and people save one.</summary>
/// <param name="Heading">The line of the heading.</param>
internal sealed partial record BatchIdTable(string Text, string Name, char Separator, long Heading, int Column)
{
    /// <summary>How far down a heading is looked for.</summary>
    private const int Farthest = 20;

    private static readonly string BatchId = GivenId.Plain("batch_id");

    /// <returns>Null when no line near the top names such a column.</returns>
    /// <exception cref="AuditException">Something else stands above the heading.</exception>
    public static BatchIdTable? Find(string text, string name)
    {
        var said = SaidSeparator().Match(text);

        foreach (var separator in said.Success ? said.Groups[1].Value : ",;\t|")
        {
            var rows = Rows(text, name, separator).Take(Farthest).TakeWhile(row => !row.IsMalformed).ToList();
            var heading = rows.FindIndex(row => row.Cells.Exists(cell => GivenId.Plain(cell) == BatchId));

            if (heading >= 0 && rows[heading].Cells.Count(cell => GivenId.Plain(cell) == BatchId) > 1)
            {
                throw new AuditException(
                    FailureKind.Usage,
                    FormattableString.Invariant($"Line {rows[heading].Line} of {name} names batch_id more than once."),
                    "Leave one column with that heading.");
            }

            if (heading >= 0)
            {
                return rows.Take(heading).Skip(said.Success ? 1 : 0).FirstOrDefault(IsTitle) is { } title
                    ? throw new AuditException(
                        FailureKind.Usage,
                        FormattableString.Invariant($"Line {title.Line} of {name} is a title, '{title.Cells.First(cell => cell.Length > 0)}'; the heading with batch_id is in line {rows[heading].Line}."),
                        "Take away what stands above the heading.")
                    : new BatchIdTable(text, name, separator, rows[heading].Line, rows[heading].Cells.FindIndex(cell => GivenId.Plain(cell) == BatchId));
            }
        }

        return null;
    }

    /// <summary>The column's cells, but for rows in which nothing stands at all.</summary>
    /// <exception cref="AuditException">A row's quotes make no sense.</exception>
    public IEnumerable<(string Id, long Line)> Cells() => Rows(Text, Name, Separator)
        .Where(row => row.Line > Heading && (row.IsMalformed || row.Cells.Exists(cell => cell.Length > 0)))
        .Select(row => row.IsMalformed
            ? throw new AuditException(FailureKind.Usage, $"Line {row.Line} of {Name}: {row.Cells[0]}", "Mend the file.")
            : (row.Cells.ElementAtOrDefault(Column) ?? "", row.Line));

    private static bool IsTitle(Row row) => row.Cells.Exists(cell => cell.Length > 0) && row.Cells[0] is not ['#', ..];

    private static IEnumerable<Row> Rows(string text, string name, char separator)
    {
        // Quotes that make no sense are an error: one that is never closed would swallow every id after it.
        using var table = CsvReader.FromText(text, CsvReaderOptions.Default with
        {
            Separator = separator,
            HasHeader = false,
            DetectSeparatorHint = false,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
        });

        while (Next(table) is { } row)
        {
            yield return row;

            if (row.IsMalformed)
            {
                yield break;
            }
        }
    }

    private static Row? Next(CsvReader table)
    {
        try
        {
            return table.Read()
                ? new Row(table.LineNumber, [.. Enumerable.Range(0, table.FieldCount).Select(table.GetString).Select(Bare)])
                : null;
        }
        catch (CsvFormatException malformed)
        {
            return new Row(malformed.LineNumber, [malformed.Message]) { IsMalformed = true };
        }
    }

    /// <summary>Without the mark of an appended file, and the sign by which our own tables and spreadsheets say that a cell is text.</summary>
    private static string Bare(string cell) => cell.Trim().Trim('\uFEFF').TrimStart(FormulaGuard.Prefix);

    /// <summary>What Excel reads, and some programs write, above a table.</summary>
    [GeneratedRegex("^\"?sep=([,;\\t|:^~])\"?[\\r\\n]", RegexOptions.IgnoreCase)]
    private static partial Regex SaidSeparator();

    /// <param name="Line">Where it begins.</param>
    /// <param name="Cells">Of a malformed row, what is wrong with it.</param>
    private sealed record Row(long Line, List<string> Cells)
    {
        public bool IsMalformed { get; init; }
    }
}
