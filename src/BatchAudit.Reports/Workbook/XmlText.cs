using System.Buffers;
using System.Text;

namespace BatchAudit.Reports.Workbook;

/// <summary>
/// Text as a cell's XML holds it. Excel reads <c>_x000D_</c> as a carriage return, so one that was in the text is
/// escaped by writing its first character so; characters that XML 1.0 cannot hold become U+FFFD.
/// </summary>
internal static class XmlText
{
    /// <summary>One byte grows to at most this many: a carriage return or an underscore to <c>_x005F_</c>.</summary>
    public const int MaxGrowth = 7;

    // 0xEF begins U+FFFE and U+FFFF, and also much that is fine.
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(control => (byte)control), (byte)'&', (byte)'<', (byte)'>', (byte)'_', 0xEF]);

    /// <summary>Whether the text must be marked so that a reader keeps its white space.</summary>
    public static bool NeedsPreserving(ReadOnlySpan<byte> text) =>
        text[0] <= ' ' || text[^1] <= ' ' || text.IndexOfAnyInRange((byte)'\t', (byte)'\r') >= 0;

    public static int FirstSpecial(ReadOnlySpan<byte> text) => text.IndexOfAny(Special);

    /// <param name="text">Valid UTF-8.</param>
    /// <param name="target">At least <see cref="MaxGrowth"/> times as long.</param>
    /// <returns>How many bytes were written, and how many characters replaced.</returns>
    public static (int Written, int Replaced) Escape(ReadOnlySpan<byte> text, Span<byte> target)
    {
        var written = 0;
        var replaced = 0;

        while (true)
        {
            var plain = FirstSpecial(text);
            var run = plain < 0 ? text : text[..plain];
            run.CopyTo(target[written..]);
            written += run.Length;

            if (plain < 0)
            {
                return (written, replaced);
            }

            text = text[plain..];
            var escape = EscapeFirst(text, out var consumed, out var isLost);
            replaced += isLost ? 1 : 0;
            escape.CopyTo(target[written..]);
            written += escape.Length;
            text = text[consumed..];
        }
    }

    /// <summary>The same text as an attribute holds it, such as the name of a table's column, which must be that of its cell.</summary>
    public static string Attribute(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var escaped = new byte[utf8.Length * MaxGrowth];
        var (written, _) = Escape(utf8, escaped);

        // Whoever reads XML makes a space of every line end and tab in an attribute.
        return Encoding.UTF8.GetString(escaped, 0, written)
            .Replace("\"", "&quot;", StringComparison.Ordinal)
            .Replace("\n", "_x000A_", StringComparison.Ordinal)
            .Replace("\t", "_x0009_", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<byte> EscapeFirst(ReadOnlySpan<byte> text, out int consumed, out bool isLost)
    {
        consumed = 1;
        isLost = false;

        switch (text[0])
        {
            case (byte)'&':
                return "&amp;"u8;
            case (byte)'<':
                return "&lt;"u8;
            case (byte)'>':
                return "&gt;"u8;
            case (byte)'\r':
                return "_x000D_"u8;
            case (byte)'_' when LooksEscaped(text):
                return "_x005F_"u8;
            case (byte)'\t' or (byte)'\n' or (byte)'_':
            case 0xEF when !(text[1] == 0xBF && text[2] >= 0xBE):
                return text[..1];
            case 0xEF:
                consumed = 3;
                break;
        }

        isLost = true;
        return "\uFFFD"u8;
    }

    private static bool LooksEscaped(ReadOnlySpan<byte> text) =>
        text.Length >= MaxGrowth && text[1] == 'x' && text[6] == '_'
        && char.IsAsciiHexDigit((char)text[2]) && char.IsAsciiHexDigit((char)text[3])
        && char.IsAsciiHexDigit((char)text[4]) && char.IsAsciiHexDigit((char)text[5]);
}
