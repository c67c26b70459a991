using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BatchAudit.Reports.Workbook;

/// <summary>A saved sheet taken apart: what comes before its rows, the rows' styles, and what comes after.</summary>
internal sealed partial class SheetFrame
{
    /// <summary>The one relation a report's sheet has, the one to its table.</summary>
    public const string TableRelation = "table";

    private readonly string _tail;

    public SheetFrame(string xml, SheetPlan plan)
    {
        // ClosedXML writes <x:row>. Without the prefix a million rows of 20 cells are 120 MB less to write and deflate.
        xml = xml.Replace("<x:", "<", StringComparison.Ordinal)
            .Replace("</x:", "</", StringComparison.Ordinal)
            .Replace("xmlns:x=", "xmlns=", StringComparison.Ordinal);
        // How many rows there are is not known when this is written, and the element is optional.
        xml = Dimension().Replace(xml, "");

        var rows = xml.IndexOf("<sheetData>", StringComparison.Ordinal) + "<sheetData>".Length;
        var end = xml.IndexOf("</sheetData>", StringComparison.Ordinal);
        Head = xml[..rows];
        _tail = TableRelationId().Replace(xml[end..], $"$1{TableRelation}$2");
        var styles = CellStyle().Matches(xml[rows..end]);
        HeadingStyle = Style(styles[0]);
        Styles = [.. styles.Skip(plan.Report.Columns.Length).Select(Style)];
    }

    public string Head { get; }

    public int HeadingStyle { get; }

    /// <summary>The style of each column's cells.</summary>
    public ImmutableArray<int> Styles { get; }

    /// <summary>What follows the rows, with the conditional formats reaching down to the last one.</summary>
    public string Tail(long lastRow) =>
        FormatRange().Replace(_tail, string.Create(CultureInfo.InvariantCulture, $"sqref=\"${{1}}2:${{1}}{lastRow}\""));

    /// <summary>Whether rows written for the one stand as well in the other.</summary>
    public bool Fits(SheetFrame other) =>
        Head == other.Head && _tail == other._tail && HeadingStyle == other.HeadingStyle && Styles.SequenceEqual(other.Styles);

    private static int Style(Match match) => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex("<dimension [^>]*/>")]
    private static partial Regex Dimension();

    [GeneratedRegex("(<tablePart r:id=\")[^\"]+(\")")]
    private static partial Regex TableRelationId();

    [GeneratedRegex("<c r=\"[A-Z]+[12]\" s=\"([0-9]+)\"")]
    private static partial Regex CellStyle();

    [GeneratedRegex("sqref=\"([A-Z]+)2(:[A-Z]+2)?\"")]
    private static partial Regex FormatRange();
}
