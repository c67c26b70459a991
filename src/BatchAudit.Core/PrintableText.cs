using System.Globalization;

namespace BatchAudit;

/// <summary>Text that may come from the server, made fit to be shown on a terminal.</summary>
public static class PrintableText
{
    /// <returns>
    /// One line: the text with everything that could steer a terminal, or reorder what it shows, replaced by U+FFFD; tabs and
    /// line ends become spaces.
    /// </returns>
    public static string Of(string text) => string.Create(text.Length, text, static (shown, from) =>
    {
        for (var n = 0; n < shown.Length; n++)
        {
            shown[n] = from[n] switch
            {
                '\t' or '\r' or '\n' => ' ',
                var character => IsPrintable(character) ? character : '\uFFFD',
            };
        }
    });

    /// <returns>The same of several lines, which stay apart; tabs stay, too. A return that ends no line would write over it.</returns>
    public static string OfLines(ReadOnlySpan<char> text) => string.Create(text.Length, text, static (shown, from) =>
    {
        for (var n = 0; n < shown.Length; n++)
        {
            shown[n] = from[n] switch
            {
                '\t' or '\n' => from[n],
                '\r' => n + 1 < from.Length && from[n + 1] == '\n' ? '\r' : ' ',
                var character => IsPrintable(character) ? character : '\uFFFD',
            };
        }
    });

    private static bool IsPrintable(char character) => char.GetUnicodeCategory(character) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
