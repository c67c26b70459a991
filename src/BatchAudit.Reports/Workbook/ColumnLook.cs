using BatchAudit.Reporting;
using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>How wide a column is and how its cells are shown. Measuring cells would need a second pass and fonts.</summary>
internal static class ColumnLook
{
    // Room for the filter's button beside the heading, in characters.
    private const int FilterButton = 4;

    /// <summary>The dark blue of headings.</summary>
    public static XLColor Ink { get; } = XLColor.FromHtml("#FF1F3A5F");

    public static double Width(Column column) => Math.Max(column.Name.Length + FilterButton, column.Kind switch
    {
        ColumnKind.Id => 40,
        ColumnKind.Text => 44,
        ColumnKind.Any => 24,
        ColumnKind.Word => 18,
        ColumnKind.Time => 20,
        _ => 10,
    });

    public static void Apply(ColumnKind kind, IXLStyle style)
    {
        // "@" keeps text text, even when somebody edits the cell: an id stays an id, "=1+1" stays four characters.
        style.NumberFormat.Format = kind switch
        {
            ColumnKind.Time => "yyyy-mm-dd hh:mm:ss",
            ColumnKind.Integer => "0",
            ColumnKind.Number or ColumnKind.Flag or ColumnKind.Any => "General",
            _ => "@",
        };
        style.Alignment.Horizontal = kind switch
        {
            ColumnKind.Integer or ColumnKind.Number => XLAlignmentHorizontalValues.Right,
            ColumnKind.Flag => XLAlignmentHorizontalValues.Center,
            ColumnKind.Any => XLAlignmentHorizontalValues.General,
            _ => XLAlignmentHorizontalValues.Left,
        };
        // Keeps a number off the text to its right.
        style.Alignment.Indent = kind is ColumnKind.Integer or ColumnKind.Number ? 1 : 0;
        // A message of several lines shows its first one.
        style.Alignment.Vertical = XLAlignmentVerticalValues.Top;
    }

    /// <summary>To the left even over numbers: the filter's button is on the right.</summary>
    public static void Heading(IXLStyle style)
    {
        style.Font.Bold = true;
        style.Font.FontColor = XLColor.White;
        style.Fill.BackgroundColor = Ink;
        style.Alignment.Vertical = XLAlignmentVerticalValues.Center;
    }
}
