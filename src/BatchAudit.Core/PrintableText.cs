using System.Buffers;
using System.Globalization;
using System.Text;

namespace BatchAudit;

/// <summary>Text that may come from the server, made fit to be shown on a terminal.</summary>
public static class PrintableText
{
    private const int NonJoiner = 0x200C;
    private const int Joiner = 0x200D;

    /// <returns>
    /// One line: the text with everything that could steer a terminal, or reorder what it shows, replaced by U+FFFD; tabs and
    /// line ends become spaces.
    /// </returns>
    public static string Of(string text) => string.Create(text.Length, text, static (shown, from) =>
    {
        for (var n = 0; n < shown.Length; n++)
        {
            shown[n] = from[n] is '\t' or '\r' or '\n' ? ' ' : Printable(from, n);
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
                _ => Printable(from, n),
            };
        }
    });

    /// <summary>The character, or U+FFFD for it. Of a pair of surrogates both halves are judged by what they are together.</summary>
    private static char Printable(ReadOnlySpan<char> text, int n)
    {
        var first = char.IsLowSurrogate(text[n]) && n > 0 && char.IsHighSurrogate(text[n - 1]) ? n - 1 : n;
        return Rune.DecodeFromUtf16(text[first..], out var rune, out _) is OperationStatus.Done && IsPrintable(rune) ? text[n] : '\uFFFD';
    }

    /// <summary>Of the marks without a shape, those stay that join or part letters: names in many scripts, and emoji, are written with them.</summary>
    private static bool IsPrintable(Rune rune) => rune.Value is Joiner or NonJoiner || Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
