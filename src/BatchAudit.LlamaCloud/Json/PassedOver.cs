using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>
/// A field that the contract knows and nobody here reads: it is not kept, and so is no unknown one. What was extracted from a file
/// may be big.
/// </summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct PassedOver
{
    internal sealed class Converter : JsonConverter<PassedOver>
    {
        public override bool HandleNull => true;

        public override PassedOver Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            reader.Skip();
            return default;
        }

        public override void Write(Utf8JsonWriter writer, PassedOver value, JsonSerializerOptions options) =>
            throw new NotSupportedException("Answers are only read.");
    }
}
