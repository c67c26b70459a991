using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>
/// Reads a time as UTC. One without an offset is UTC already; the default would give it this machine's offset
/// (contract, section 5.4). Whatever is no time becomes null: no audit fails over a date.
/// </summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return null;
        }

        if (reader.TryGetDateTime(out var time) && time.Kind == DateTimeKind.Unspecified)
        {
            return new DateTimeOffset(time, TimeSpan.Zero);
        }

        return reader.TryGetDateTimeOffset(out var instant) ? instant.ToUniversalTime() : null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Times are only read.");
}
