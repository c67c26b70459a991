using System.Globalization;
using System.Text;

namespace BatchAudit.Cli.Output.Tables;

/// <summary>How many columns of a terminal a text takes: characters of East Asian scripts and emoji two, marks above others none.</summary>
internal static class TerminalWidth
{
    /// <summary>The first of the characters that are not one column wide.</summary>
    private const int FirstMark = 0x300;

    /// <summary>Unicode's East Asian Width, classes W and F, in blocks; from and to.</summary>
    private static readonly (int From, int To)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60), (0xFFE0, 0xFFE6),
        (0x1F300, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    private static int Of(Rune rune)
    {
        if (rune.Value < FirstMark)
        {
            return 1;
        }

        return Array.Exists(Wide, block => rune.Value >= block.From && rune.Value <= block.To)
            ? 2
            : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1;
    }
}
