using System.Text;
using System.Text.Json;
using BatchAudit.LlamaCloud.Json;
using BatchAudit.Redacting;

namespace BatchAudit.LlamaCloud;

/// <summary>Text from the server on its way into a message: hostile until made printable.</summary>
internal static class ServerText
{
    private const int Longest = 300;

    /// <summary>Longer is no message; it is not redacted to its end, and so not read to its end.</summary>
    private const int MaxBytes = 1 << 20;

    /// <summary>The body's <c>detail</c> (contract, section 4.5), or its raw text; empty for an empty body. No secret is in it.</summary>
    public static string Detail(ReadOnlyMemory<byte> body, Redaction redaction)
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
                }, redaction);
            }
        }
        catch (JsonException)
        {
            // A gateway's page rather than the service's words; shown as it is.
        }

        return Cut(Encoding.UTF8.GetString(readable.Span[..Math.Min(readable.Length, MaxBytes)]), redaction);
    }

    /// <summary>Where a redirection points to, without what may authorise whoever follows it.</summary>
    public static string Place(Uri location, Redaction redaction)
    {
        var place = location.OriginalString;
        var end = place.AsSpan().IndexOfAny('?', '#');
        return Cut(end < 0 ? place : place[..end], redaction);
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

    private static string Cut(string text, Redaction redaction)
    {
        // Before it is cut: half a secret is none that could be found and replaced.
        text = redaction.OfForeign(text);
        var printable = string.Join(' ', PrintableText.Of(text).Split(' ', StringSplitOptions.RemoveEmptyEntries));

        if (printable.Length <= Longest)
        {
            return printable;
        }

        var end = char.IsHighSurrogate(printable[Longest - 1]) ? Longest - 1 : Longest;
        return printable[..end] + "…";
    }
}
