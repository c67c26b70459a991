using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BatchAudit.LlamaCloud.Json;

/// <summary>From the bytes of an answer to a record, or to a failure that says what stood there instead.</summary>
internal static class JsonBody
{
    // A batch of 1,000 files has 15,000 in 350 kB, so that not even the longest answer has so many. Short ones are not counted.
    private const int MaxParts = 4_000_000;
    private const int CountedFrom = 8 << 20;

    public static T Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<T> type, string subject)
        where T : class
    {
        var readable = TolerantUtf8.Readable(body);

        try
        {
            if (readable.Length > CountedFrom && HasTooManyParts(readable.Span))
            {
                throw Wrong(body, subject, FormattableString.Invariant($"JSON of more than {MaxParts} parts"));
            }

            return UnreadableTimes.Tell(readable.Span, type) ?? throw Wrong(body, subject, JsonShape.Describe(readable, type, null));
        }
        catch (JsonException failure)
        {
            throw Wrong(body, subject, JsonShape.Describe(readable, type, failure), failure);
        }
    }

    /// <summary>A page of nothing but nulls would take twenty times its size in memory.</summary>
    private static bool HasTooManyParts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = LlamaCloudJson.Default.Options.MaxDepth });
        var parts = 0;

        while (parts <= MaxParts && reader.Read())
        {
            parts++;
        }

        return parts > MaxParts;
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
