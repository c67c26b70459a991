using System.Text.Json;
using System.Text.Json.Serialization;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>
/// Reads a time as UTC. One without an offset is UTC already; the default would give it this machine's offset
/// (contract, section 5.4). Whatever is no time becomes null, for no audit fails over a date, and is noted.
/// </summary>
internal sealed class TimeConverter : JsonConverter<DateTimeOffset?>
{
    /// <summary>Times are shorter; only a fraction could be longer.</summary>
    private const int UsualLength = 64;

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.String && TryRead(ref reader, out var time))
        {
            return time;
        }

        UnreadableTimes.Note(reader.TokenStartIndex);
        reader.Skip();
        return null;
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("Times are only read.");

    private static bool TryRead(ref Utf8JsonReader reader, out DateTimeOffset time)
    {
        if (reader.ValueSpan.Length > UsualLength)
        {
            return IsoTime.TryRead(reader.GetString(), out time, out _);
        }

        Span<char> text = stackalloc char[UsualLength];
        return IsoTime.TryRead(text[..reader.CopyString(text)], out time, out _);
    }
}
