using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BatchAudit.Emulator;

/// <summary>The JSON of one answer, with the ways ids and times are written in it.</summary>
internal sealed class AnswerWriter : IDisposable
{
    private static readonly JsonWriterOptions Unchecked = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly ArrayBufferWriter<byte> _body = new(4096);

    public AnswerWriter() => Json = new(_body, Unchecked);

    public Utf8JsonWriter Json { get; }

    /// <summary>See <see cref="FaultRule.DatesWithoutOffset"/>.</summary>
    public bool DatesWithoutOffset { get; set; }

    public ReadOnlyMemory<byte> Body
    {
        get
        {
            Json.Flush();
            return _body.WrittenMemory;
        }
    }

    /// <summary>Ready for another answer; the memory stays.</summary>
    public void Clear()
    {
        _body.ResetWrittenCount();
        Json.Reset(_body);
        DatesWithoutOffset = false;
    }

    public void Id(ReadOnlySpan<byte> name, IdCodec ids, IdKind kind, Place place)
    {
        Span<byte> utf8 = stackalloc byte[IdCodec.Length];
        ids.Write(kind, place, utf8);
        Json.WriteString(name, utf8);
    }

    public void Time(ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is not { } known)
        {
            Json.WriteNull(name);
            return;
        }

        Span<char> text = stackalloc char[24];
        var pattern = DatesWithoutOffset ? "yyyy-MM-dd'T'HH:mm:ss.fff" : "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
        known.UtcDateTime.TryFormat(text, out var length, pattern, CultureInfo.InvariantCulture);
        Json.WriteString(name, text[..length]);
    }

    public void Dispose() => Json.Dispose();
}
