using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>
/// Text that is no Unicode makes the JSON reader throw, wherever it stands. Here it becomes U+FFFD, visibly, in a copy:
/// the bytes that are stored stay as received.
/// </summary>
internal static class TolerantUtf8
{
    private const int EscapeLength = 6;

    /// <summary>The same memory when nothing has to be replaced, which a scan at memory speed finds out.</summary>
    public static ReadOnlyMemory<byte> Readable(ReadOnlyMemory<byte> body)
    {
        var valid = Utf8.IsValid(body.Span) ? body : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span));

        if (valid.Span.StartsWith(Encoding.UTF8.Preamble))
        {
            valid = valid[Encoding.UTF8.Preamble.Length..];
        }

        return valid.Span.IndexOf("\\ud"u8) < 0 && valid.Span.IndexOf("\\uD"u8) < 0 ? valid : WithoutLoneSurrogates(valid.Span);
    }

    private static byte[] WithoutLoneSurrogates(ReadOnlySpan<byte> body)
    {
        var text = body.ToArray();
        var at = 0;

        while (text.AsSpan(at).IndexOf((byte)'\\') is >= 0 and var ahead)
        {
            at += ahead;
            var first = Escaped(text.AsSpan(at));

            if (first is null || !char.IsSurrogate((char)first))
            {
                at = Math.Min(at + 2, text.Length);
            }
            else if (char.IsHighSurrogate((char)first) && IsLow(Escaped(text.AsSpan(at + EscapeLength))))
            {
                at += 2 * EscapeLength;
            }
            else
            {
                "\\ufffd"u8.CopyTo(text.AsSpan(at));
                at += EscapeLength;
            }
        }

        return text;
    }

    private static bool IsLow(uint? unit) => unit is { } known && char.IsLowSurrogate((char)known);

    /// <summary>The UTF-16 unit that an escape such as <c>\ud83d</c> at the very start stands for; null for anything else.</summary>
    private static uint? Escaped(ReadOnlySpan<byte> text) =>
        text.Length >= EscapeLength
        && text.StartsWith("\\u"u8)
        && Utf8Parser.TryParse(text[2..EscapeLength], out uint unit, out var digits, 'x')
        && digits == EscapeLength - 2
            ? unit
            : null;
}
