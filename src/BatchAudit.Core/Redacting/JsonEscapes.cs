using System.Globalization;
using System.Text;

namespace BatchAudit.Redacting;

/// <summary>What stands behind the escapes of JSON: <c>\u006c</c> is a letter like any other.</summary>
internal static class JsonEscapes
{
    /// <returns>The bytes with <c>\uXXXX</c> and <c>\/</c> replaced by what they mean; empty when there are none.</returns>
    public static ReadOnlySpan<byte> Undone(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0 && json.IndexOf("\\/"u8) < 0)
        {
            return [];
        }

        var plain = new byte[json.Length];
        var length = 0;

        for (var n = 0; n < json.Length; n++)
        {
            if (json[n] != '\\' || n + 1 == json.Length)
            {
                plain[length++] = json[n];
            }
            else if (json[n + 1] == '/')
            {
                plain[length++] = json[++n];
            }
            else if (json[n + 1] == 'u' && n + 6 <= json.Length
                && ushort.TryParse(json.Slice(n + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            {
                // Half a surrogate pair becomes a question mark: six bytes always hold what they stand for.
                length += Encoding.UTF8.GetBytes([(char)unit], plain.AsSpan(length));
                n += 5;
            }
            else
            {
                plain[length++] = json[n++];
                plain[length++] = json[n];
            }
        }

        return plain.AsSpan(0, length);
    }
}
