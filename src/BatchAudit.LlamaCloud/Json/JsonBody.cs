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
            return UnreadableTimes.Tell(readable.Span, type) ?? throw Wrong(body, subject, JsonShape.Describe(readable, type, null));
        }
        catch (JsonException failure)
        {
            throw Wrong(body, subject, JsonShape.Describe(readable, type, failure), failure);
        }
    }

    /// <summary>The one thing of a kind that was asked for by its id.</summary>
    public static T ReadOne<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, string kind, string? askedId)
        where T : class, IIdentified =>
        SameAsAsked(Read(body, type, Subject(kind, askedId)), body, kind, askedId);

    /// <exception cref="AuditException">BadAnswer: the id is empty, or is not <paramref name="askedId"/>.</exception>
    public static T SameAsAsked<T>(T found, ReadOnlyMemory<byte> body, string kind, string? askedId)
        where T : IIdentified
    {
        if (found.Id.Length == 0)
        {
            throw Wrong(body, Subject(kind, askedId), $"a {kind} with an empty id");
        }

        return askedId is null || string.Equals(found.Id, askedId, StringComparison.Ordinal)
            ? found
            : throw Wrong(body, Subject(kind, askedId), $"{kind} {found.Id}");
    }

    public static string Subject(string kind, string? askedId) => $"{kind} {askedId ?? "of any id"}";

    public static AuditException Wrong(ReadOnlyMemory<byte> body, string subject, string found, Exception? cause = null) =>
        new(
            FailureKind.BadAnswer,
            PrintableText.Of($"{subject}: the answer is {found}."),
            "Try again. If it stays so, check that the base URL leads to LlamaCloud itself and not to a proxy's page.",
            cause)
        {
            Body = body,
        };
}
