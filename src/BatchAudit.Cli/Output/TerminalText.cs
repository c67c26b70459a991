using System.Globalization;

namespace BatchAudit.Cli.Output;

/// <summary>Text that may come from the server, shown on a terminal.</summary>
internal static class TerminalText
{
    /// <returns>The text with everything that could steer a terminal, or reorder what it shows, replaced visibly.</returns>
    public static string Of(string text, bool keepLines = false) =>
        string.Create(text.Length, (text, keepLines), static (shown, from) =>
        {
            for (var n = 0; n < shown.Length; n++)
            {
                shown[n] = IsHarmless(from.text[n], from.keepLines) ? from.text[n] : '\uFFFD';
            }
        });

    private static bool IsHarmless(char character, bool keepLines) =>
        (keepLines && character == '\n')
        || char.GetUnicodeCategory(character) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
