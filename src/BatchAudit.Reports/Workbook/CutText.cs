using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BatchAudit.Reports.Workbook;

/// <summary>
/// Text that fits a cell. Longer text is cut between two characters and ends in <c>…[+n chars, sha256:…]</c>: how many
/// UTF-16 units are missing, and the digest of the whole text in UTF-8, by which it can be found in the other formats.
/// </summary>
internal static class CutText
{
    public const int MaxLength = 32_767;

    /// <param name="text">Valid UTF-8.</param>
    public static bool Fits(ReadOnlySpan<byte> text) =>
        text.Length <= MaxLength || Encoding.UTF8.GetCharCount(text) <= MaxLength;

    public static byte[] Of(ReadOnlySpan<byte> text)
    {
        var units = Encoding.UTF8.GetCharCount(text);
        var digest = Convert.ToHexStringLower(SHA256.HashData(text));
        // The ending for all of the text is at least as long as the one for the part that is missing.
        var room = MaxLength - Ending(units, digest).Length;
        var (bytes, kept) = Prefix(text, room);
        return [.. text[..bytes], .. Encoding.UTF8.GetBytes(Ending(units - kept, digest))];
    }

    private static string Ending(int missing, string digest) =>
        string.Create(CultureInfo.InvariantCulture, $"…[+{missing} chars, sha256:{digest}]");

    private static (int Bytes, int Units) Prefix(ReadOnlySpan<byte> text, int units)
    {
        var bytes = 0;
        var kept = 0;

        while (Rune.DecodeFromUtf8(text[bytes..], out var rune, out var consumed) == System.Buffers.OperationStatus.Done
            && kept + rune.Utf16SequenceLength <= units)
        {
            bytes += consumed;
            kept += rune.Utf16SequenceLength;
        }

        return (bytes, kept);
    }
}
