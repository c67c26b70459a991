using System.Text;
using System.Text.Json;
using BatchAudit.LlamaCloud.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>Text from the server on its way into a message: hostile until made printable.</summary>
internal static class ServerText
{
    private const int Longest = 300;

    /// <summary>The body's <c>detail</c> (contract, section 4.5), or its raw text; empty for an empty body. The key is not in it.</summary>
    public static string Detail(ReadOnlyMemory<byte> body, string key)
    {
        var readable = TolerantUtf8.Readable(body);

        try
        {
            using var document = JsonDocument.Parse(readable);

            if (document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("detail", out var detail))
            {
                return Cut(detail.ValueKind switch
                {
                    JsonValueKind.String => detail.GetString()!,
                    JsonValueKind.Array => string.Join("; ", detail.EnumerateArray().Select(Complaint)),
                    _ => detail.GetRawText(),
                }, key);
            }
        }
        catch (JsonException)
        {
            // A gateway's page rather than the service's words; shown as it is.
        }

        return Cut(Encoding.UTF8.GetString(readable.Span[..Math.Min(readable.Length, 16 * Longest)]), key);
    }

    /// <summary>One entry of a 422's list, as <c>query.page_size: must be an integer</c>.</summary>
    private static string Complaint(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object
            || !entry.TryGetProperty("msg", out var message)
            || !entry.TryGetProperty("loc", out var location)
            || location.ValueKind != JsonValueKind.Array)
        {
            return entry.GetRawText();
        }

        return $"{string.Join('.', location.EnumerateArray())}: {message}";
    }

    private static string Cut(string text, string key)
    {
        // Before it is cut: half a key is none that could be found and replaced.
        text = text.Replace(key, "[key]", StringComparison.Ordinal);
        var printable = string.Join(' ', PrintableText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        if (printable.Length <= Longest)
        {
            return printable;
        }

        var end = char.IsHighSurrogate(printable[Longest - 1]) ? Longest - 1 : Longest;
        return printable[..end] + "…";
    }
}
