using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.Reporting.Manifests;

/// <summary>The manifest as text: indented, snake_case, <c>\n</c>.</summary>
internal static class ManifestText
{
    // The stricter default is meant for JSON inside HTML and would make ' unreadable.
    private static readonly ManifestJson Json =
        new(new JsonSerializerOptions(ManifestJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static byte[] Write(Manifest manifest) => [.. JsonSerializer.SerializeToUtf8Bytes(manifest, Json.Manifest), (byte)'\n'];

    /// <exception cref="JsonException">The text is no manifest.</exception>
    public static Manifest Read(ReadOnlySpan<byte> text) =>
        JsonSerializer.Deserialize(text, Json.Manifest) ?? throw new JsonException("null is no manifest.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
