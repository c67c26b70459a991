using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>From the bytes of an answer to a record, or to a failure that says what stood there instead.</summary>
internal static class JsonBody
{
    public static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, string subject)
        where T : class
    {
        var readable = TolerantUtf8.Readable(body);

        try
        {
            return JsonSerializer.Deserialize(readable.Span, type) ?? throw Wrong(body, subject, JsonShape.Describe(readable, type, null));
        }
        catch (JsonException failure)
        {
            throw Wrong(body, subject, JsonShape.Describe(readable, type, failure), failure);
        }
    }

    public static AuditException Wrong(ReadOnlyMemory<byte> body, string subject, string found, Exception? cause = null) =>
        new(
            FailureKind.BadAnswer,
            ServerText.Printable($"{subject}: the answer is {found}."),
            "Try again. If it stays so, check that the base URL leads to LlamaCloud itself and not to a proxy's page.",
            cause)
        {
            Body = body,
        };
}
