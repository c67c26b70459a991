using ClosedXML.Excel;

namespace BatchAudit.Reports.Workbook;

/// <summary>
/// The fill behind a word that calls for one. The word alone says everything; the fill only helps the eye. A batch that
/// is COMPLETED, or a file that is MAPPED, gets none: neither is a success yet.
/// </summary>
internal static class WordFill
{
    private static readonly (string Fill, string Font, string[] Words)[] Rules =
    [
        ("#FFC6EFCE", "#FF0B5B1E", ["OK", "MATCHED", "COMPLETE"]),
        ("#FFFFC7CE", "#FF9C0006",
            [
                "FAILED", "MAPPING_FAILED", "JOB_FAILED", "MAPPING_ERROR", "NO_JOB", "JOB_AND_ERROR",
                "MISSING", "ORPHAN", "MISSED", "NOT_FOUND", "ERROR", "CRITICAL",
            ]),
        ("#FFFFEB9C", "#FF7A4B00",
            [
                "PENDING", "RUNNING", "IN_PROGRESS", "AWAITED", "THROTTLED", "CANCELLED", "PARTIAL", "DUPLICATE", "LATE_ADDED",
                "DELETED", "WARNING",
            ]),
        ("#FFE4E4E7", "#FF3F3F46", ["UNKNOWN", "NOT_CHECKED", "NAME_UNKNOWN"]),
    ];

    public static void Apply(IXLRange column)
    {
        var cell = column.FirstCell().Address;

        foreach (var (fill, font, words) in Rules)
        {
            var style = column.AddConditionalFormat().WhenIsTrue($"OR({string.Join(",", words.Select(word => $"{cell}=\"{word}\""))})");
            style.Fill.BackgroundColor = XLColor.FromHtml(fill);
            style.Font.FontColor = XLColor.FromHtml(font);
        }
    }
}
