using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.Emulator;

/// <summary>A time in a scenario means the same on every machine: without an offset it is UTC, where the default would take the machine's.</summary>
internal sealed class ScenarioTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IsoTime.TryRead(reader.GetString(), out var time, out _)
            ? time
            : throw new JsonException("A time is written like 2026-05-01T13:30Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Scenarios are only read.");
}
