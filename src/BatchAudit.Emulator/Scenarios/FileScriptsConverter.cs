using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.Emulator;

/// <summary>Lets <c>"files": 10</c> stand for <c>"files": [ { "count": 10 } ]</c>.</summary>
internal sealed class FileScriptsConverter : JsonConverter<IReadOnlyList<FileScript>>
{
    public override IReadOnlyList<FileScript> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number
            ? [new FileScript { Count = reader.GetInt32() }]

            // The list's own converter is asked, not the serializer: errors then keep their place in the whole text.
            : ((JsonConverter<FileScript[]>)options.GetConverter(typeof(FileScript[]))).Read(ref reader, typeof(FileScript[]), options) ?? [];

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<FileScript> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, [.. value], ScenarioJson.Default.FileScriptArray);
}
