using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>Tells null from a list. A field that is absent never comes here, and stays the default value.</summary>
internal sealed class BatchResultsConverter : JsonConverter<BatchResults>
{
    public override bool HandleNull => true;

    public override BatchResults Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return new BatchResults(null);
        }

        // The list's own converter: to deserialize from the reader would walk over the rows once more beforehand.
        var rows = (JsonConverter<List<BatchResult>>)options.GetTypeInfo(typeof(List<BatchResult>)).Converter;
        return new BatchResults(rows.Read(ref reader, typeof(List<BatchResult>), options));
    }

    public override void Write(Utf8JsonWriter writer, BatchResults value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Results are only read.");
}
