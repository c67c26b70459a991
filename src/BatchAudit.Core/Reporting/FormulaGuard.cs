using System.Globalization;
using System.Text;

namespace BatchAudit.Reporting;

/// <summary>
/// Keeps a spreadsheet from running text as a formula. The one rule: a text cell whose first character, after any
/// white space, invisible characters, quotes and delimiters, is a trigger gets a <c>'</c> in front. To get the text back,
/// drop a leading <c>'</c> when what follows it is such a cell; a quote counts as lead-in, so this is never ambiguous.
/// </summary>
/// <remarks>
/// CsvHelper's own option looks at the first character only and knows neither LF, NUL nor the full-width forms, which
/// spreadsheets in East Asian locales read as operators. Left alone: a trigger after a delimiter inside a text, which
/// no prefix can help when a spreadsheet is told to split at that delimiter.
/// </remarks>
public static class FormulaGuard
{
    public const char Prefix = '\'';

    private const string Triggers = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";
    private const string LeadIn = "\"',;|`";

    /// <param name="text">Valid UTF-8.</param>
    public static bool Needs(ReadOnlySpan<byte> text)
    {
        // Nearly every cell begins with a letter or a digit.
        if (text.IsEmpty || char.IsAsciiLetterOrDigit((char)text[0]))
        {
            return false;
        }

        while (Rune.DecodeFromUtf8(text, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
        {
            if (rune.IsBmp && Triggers.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                return true;
            }

            if (!IsLeadIn(rune))
            {
                return false;
            }

            text = text[consumed..];
        }

        return false;
    }

    private static bool IsLeadIn(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
        || (rune.IsBmp && LeadIn.Contains((char)rune.Value, StringComparison.Ordinal));
}
