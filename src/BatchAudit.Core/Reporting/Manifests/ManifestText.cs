using System.Collections.Immutable;
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
        JsonSerializer.Deserialize(text, Json.Manifest) is { } manifest && IsWhole(manifest) ? manifest : throw new JsonException("a null stands where a manifest has something.");

    /// <summary>The serializer minds nulls in fields, but not in lists.</summary>
    private static bool IsWhole(Manifest manifest) =>
        AreWhole(manifest.Parts) && manifest.Parts.All(part => AreWhole(part.Reports) && part.Reports.All(report => AreWhole(report.Columns)))
        && AreWhole(manifest.Options.Reports) && AreWhole(manifest.Options.Formats) && AreWhole(manifest.Totals.Lines)
        && AreWhole(manifest.ContractDrift) && AreWhole(manifest.Warnings);

    private static bool AreWhole<T>(ImmutableArray<T> list)
        where T : class =>
        !list.IsDefault && !list.Contains(null!);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Manifest))]
internal sealed partial class ManifestJson : JsonSerializerContext;
