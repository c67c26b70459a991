using System.Text.RegularExpressions;

namespace BatchAudit.Cli.Manual;

/// <summary>
/// Markdown as plain text: headings underlined, paragraphs wrapped, the rows of a table below each other, marks and pictures left out.
/// It knows what the manual uses: headings, paragraphs, lists of one level, tables, and code that is indented or between fences.
/// </summary>
internal static partial class PlainMarkdown
{
    private const string Fence = "```";
    private const string Indent = "    ";

    /// <summary>A first cell of more characters stands above its row, not beside it.</summary>
    private const int MaxShortCell = 16;

    /// <summary>A space at which a line is not broken.</summary>
    private const char Bound = '\u00A0';

    /// <summary>Code of more characters than this is broken like other words.</summary>
    private const int MaxBoundCode = 32;

    /// <param name="width">Columns of a line. Code is not wrapped, so that it can be copied, and may be longer.</param>
    public static IReadOnlyList<string> Lines(string markdown, int width)
    {
        var text = new List<string>();
        var source = new Queue<string>(markdown.Split('\n'));

        while (source.TryDequeue(out var line))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                while (source.TryDequeue(out var code) && !code.StartsWith(Fence, StringComparison.Ordinal))
                {
                    text.Add(code.Length == 0 ? "" : Indent + code);
                }
            }
            else if (line.StartsWith(Indent, StringComparison.Ordinal))
            {
                text.Add(line);
            }
            else if (line.StartsWith('#'))
            {
                AddHeading(text, line);
            }
            else if (line.StartsWith('|'))
            {
                AddTable(text, [Cells(line), .. While(source, next => next.StartsWith('|')).Skip(1).Select(Cells)], width);
            }
            else if (line.StartsWith("![", StringComparison.Ordinal))
            {
                // A picture, and the empty line that follows it.
                _ = While(source, string.IsNullOrWhiteSpace).ToList();
            }
            else if (line.Length == 0)
            {
                text.Add("");
            }
            else
            {
                var mark = ListMark().Match(line).Value;
                var paragraph = string.Join(' ', [line[mark.Length..], .. While(source, IsMoreOfParagraph).Select(next => next.Trim())]);
                text.AddRange(Wrapped(paragraph, mark, new string(' ', mark.Length), width));
            }
        }

        return text;
    }

    private static bool IsMoreOfParagraph(string line) =>
        line.Length > 0 && !line.StartsWith('#') && !line.StartsWith('|') && !line.StartsWith(Fence, StringComparison.Ordinal) && !ListMark().IsMatch(line);

    private static IEnumerable<string> While(Queue<string> source, Func<string, bool> goesOn)
    {
        while (source.TryPeek(out var next) && goesOn(next))
        {
            yield return source.Dequeue();
        }
    }

    private static void AddHeading(List<string> text, string line)
    {
        var heading = Unmarked(line.TrimStart('#').Trim());
        text.Add(heading);
        text.Add(new string(line.StartsWith("# ", StringComparison.Ordinal) ? '=' : '-', heading.Length));
    }

    private static string[] Cells(string row) => [.. row.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)];

    /// <summary>A row is its first cell and, beside or below it, the last; the cells between them with what their column is called.</summary>
    /// <param name="rows">The first is the head.</param>
    private static void AddTable(List<string> text, string[][] rows, int width)
    {
        var widest = rows.Max(row => Unmarked(row[0]).Length);

        foreach (var row in rows.Skip(1))
        {
            if (row.Length == 2 && widest <= MaxShortCell)
            {
                text.AddRange(Wrapped(row[1], $"  {Unmarked(row[0]).PadRight(widest)}  ", new string(' ', widest + 4), width));
                continue;
            }

            if (text is [.., not ""])
            {
                text.Add("");
            }

            text.AddRange(Wrapped(Unmarked(row[0]), "  ", "  ", width));

            for (var cell = 1; cell < row.Length - 1; cell++)
            {
                if (row[cell].Length > 0)
                {
                    text.AddRange(Wrapped($"({rows[0][cell]}: {row[cell]})", Indent, Indent, width));
                }
            }

            text.AddRange(Wrapped(row[^1], Indent, Indent, width));
        }
    }

    private static IEnumerable<string> Wrapped(string markdown, string first, string others, int width)
    {
        var line = first;
        var isEmpty = true;

        foreach (var word in Plain(markdown).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line.Replace(Bound, ' ');
                (line, isEmpty) = (others, true);
            }

            line += isEmpty ? word : " " + word;
            isEmpty = false;
        }

        yield return line.Replace(Bound, ' ').TrimEnd();
    }

    /// <summary>Where code is all there is, it needs no quotes.</summary>
    private static string Unmarked(string markdown) => Plain(markdown.Replace("`", "", StringComparison.Ordinal));

    /// <summary>Without the marks: code of several words stands in quotes, and a link to a page of the manual becomes the words that show it.</summary>
    private static string Plain(string markdown) => Marks().Replace(markdown, mark =>
        mark.Groups["code"] is { Success: true, Value: var code } ? Quoted(code)
        : mark.Groups["text"] is { Success: true, Value: var text } ? Plain(text) + WhereTo(mark.Groups["target"].Value)
        : Plain(mark.Groups["strong"].Value));

    private static string Quoted(string code) =>
        !code.Contains(' ', StringComparison.Ordinal) ? code : code.Length > MaxBoundCode ? $"“{code}”" : $"“{code.Replace(' ', Bound)}”";

    private static string WhereTo(string target)
    {
        var file = target.Split('#')[0];

        return target.Contains("://", StringComparison.Ordinal) ? $" ({target})"
            : file.EndsWith(".md", StringComparison.Ordinal) && ManualTopic.Of(Path.GetFileNameWithoutExtension(file)) is { } topic ? $" (help{Bound}{topic.Name})"
            : "";
    }

    [GeneratedRegex(@"^(- |\d+\. )")]
    private static partial Regex ListMark();

    [GeneratedRegex(@"`(?<code>[^`]+)`|\[(?<text>(?:`[^`]*`|[^\]`])+)\]\((?<target>[^)\s]+)\)|\*\*(?<strong>[^*]+)\*\*|(?<![\w*])\*(?<strong>[^*\s][^*]*)\*(?![\w*])")]
    private static partial Regex Marks();
}
