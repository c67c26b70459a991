using System.Text.RegularExpressions;

namespace BatchAudit.Reports.Workbook;

/// <summary>Text from the server for the sheets that ClosedXML writes, and for charts: on one line, and of characters that XML holds.</summary>
internal static partial class SheetText
{
    public static string Of(string text) => Escape().Replace(NoCharacter().Replace(PrintableText.Of(text), "\uFFFD"), "_x005F_");

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

    [GeneratedRegex("[\uFFFE\uFFFF]")]
    private static partial Regex NoCharacter();

    // Excel reads _x0041_ as A, and ClosedXML does not escape it.
    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
