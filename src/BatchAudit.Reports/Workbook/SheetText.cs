using System.Text.RegularExpressions;

namespace BatchAudit.Reports.Workbook;

/// <summary>
/// Text from the server for the sheets that ClosedXML writes, and for charts: on one line, and of characters that XML and
/// Excel hold as they are; others are shown as U+FFFD. The reports' own sheets hold the text itself.
/// </summary>
internal static partial class SheetText
{
    public static string Of(string text) => NotHeld().Replace(PrintableText.Of(text), "\uFFFD");

    /// <summary>At most so many UTF-16 units, the last of them <c>…</c> when there were more. Not yet <see cref="Of"/>.</summary>
    public static string Short(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var kept = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..kept] + "…";
    }

    // Excel reads _x0041_ as A; ClosedXML escapes one of them right, but not two in a row.
    [GeneratedRegex("[\uFFFE\uFFFF]|_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex NotHeld();
}
