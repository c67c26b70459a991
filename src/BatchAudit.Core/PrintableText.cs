using System.Globalization;

namespace BatchAudit;

/// <summary>Text that may come from the server, made fit to be shown on a terminal.</summary>
public static class PrintableText
{
    /// <returns>
    /// The text with everything that could steer a terminal, or reorder what it shows, replaced by U+FFFD; tabs and line ends
    /// become spaces, unless lines are to be kept.
    /// </returns>
    public static string Of(string text, bool keepLines = false) =>
        string.Create(text.Length, (text, keepLines), static (shown, from) =>
        {
            for (var n = 0; n < shown.Length; n++)
            {
                shown[n] = from.text[n] switch
                {
                    '\n' when from.keepLines => '\n',
                    '\t' or '\r' or '\n' => ' ',
                    var character => IsPrintable(character) ? character : '\uFFFD',
                };
            }
        });

    private static bool IsPrintable(char character) => char.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
