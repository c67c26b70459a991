using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace BatchAudit.Webhooks;

/// <summary>What a webhook's body says, as far as it matters here. Each is null when it is missing, or not what it should be.</summary>
/// <param name="BatchId">
/// The vendor does not publish where it stands: looked for in <c>data.batch_id</c>, <c>data.batch.id</c> and <c>data.id</c>, as
/// <c>bat-…</c> or a UUID.
/// </param>
internal sealed partial record Envelope(string? EventId, string? EventType, string? BatchId)
{
    private const int LongestText = 200;

    /// <summary>What stands twice could be read in two ways. Nothing in an event is deeper than a few levels.</summary>
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>
    /// Of an endpoint's two output formats the usual one, <c>string</c>, sends the object as JSON inside a JSON string (contract,
    /// section 5.2): that is opened once, and no further.
    /// </summary>
    /// <returns>Null when the body is no JSON object in either form.</returns>
    public static Envelope? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            if (!Utf8.IsValid(body.Span))
            {
                return null;
            }

            using var document = JsonDocument.Parse(body, Strict);
            using var unwrapped = document.RootElement.ValueKind is JsonValueKind.String ? JsonDocument.Parse(document.RootElement.GetString()!, Strict) : null;
            var root = (unwrapped ?? document).RootElement;
            return root.ValueKind is JsonValueKind.Object ? Of(root, isUnwrapped: unwrapped is not null) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // The second of them: a name or a text with half of a surrogate pair.
            return null;
        }
    }

    private static Envelope Of(JsonElement root, bool isUnwrapped)
    {
        using var inner = isUnwrapped ? null : DocumentIn(root);
        var data = inner?.RootElement ?? Member(root, "data");

        var batchId = new[] { Text(data, "batch_id"), Text(Member(data, "batch"), "id"), Text(data, "id") }
            .FirstOrDefault(id => id is not null && IsBatchId(id));

        return new Envelope(Text(root, "event_id"), Text(root, "event_type"), batchId);
    }

    /// <summary>The contract has the whole body in a string, or nothing. A sender that does so with <c>data</c> alone is understood, too.</summary>
    private static JsonDocument? DocumentIn(JsonElement root)
    {
        try
        {
            return Member(root, "data") is { ValueKind: JsonValueKind.String } data ? JsonDocument.Parse(data.GetString()!, Strict) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsBatchId(string id) => BatchIdPattern().IsMatch(id) || Guid.TryParseExact(id, "D", out _);

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } parent && parent.TryGetProperty(name, out var member) ? member : null;

    private static string? Text(JsonElement? of, string name)
    {
        try
        {
            return Member(of, name) is { ValueKind: JsonValueKind.String } member
                && member.GetString() is { Length: > 0 and <= LongestText } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // No text at all: half of a surrogate pair, or bytes that are no UTF-8.
            return null;
        }
    }

    [GeneratedRegex(@"^bat-[A-Za-z0-9_-]{1,196}\z", RegexOptions.CultureInvariant)]
    private static partial Regex BatchIdPattern();
}
