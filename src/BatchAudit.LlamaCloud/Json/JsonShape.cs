using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>What a body is that could not be read, in words for a message.</summary>
internal static class JsonShape
{
    public static string Describe(ReadOnlyMemory<byte> body, JsonTypeInfo type, JsonException? failure)
    {
        var text = body.Span.Trim(" \t\r\n"u8);

        if (text.IsEmpty)
        {
            return "an empty body";
        }

        if (text[0] == '<')
        {
            return "a page of HTML or XML, not JSON";
        }

        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = type.Options.MaxDepth });
            return Describe(document.RootElement, type, failure);
        }
        catch (JsonException)
        {
            return IsCutOff(text) ? $"JSON that breaks off after {body.Length} bytes" : "not JSON";
        }
    }

    private static string Describe(JsonElement root, JsonTypeInfo type, JsonException? failure)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return $"JSON of the wrong type ({root.ValueKind.ToString().ToLowerInvariant()} instead of an object)";
        }

        var missing = type.Properties
            .Where(property => property.IsRequired)
            .Select(property => property.Name)
            .Where(name => !root.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
            .ToList();

        return missing.Count > 0
            ? $"a JSON object without {string.Join(" and ", missing)}"
            : $"a JSON object that does not hold what the contract says at {failure?.Path ?? "its root"}";
    }

    /// <summary>Whether all of it could be the beginning of valid JSON.</summary>
    private static bool IsCutOff(ReadOnlySpan<byte> text)
    {
        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, state: default);

            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
