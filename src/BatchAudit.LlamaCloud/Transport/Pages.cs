using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using BatchAudit.LlamaCloud.Json;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>What holds for every listing, whatever it lists.</summary>
internal static class Pages
{
    public static Page<T> Read<T>(ReadOnlyMemory<byte> body, JsonTypeInfo<Page<T>> type, string subject)
        where T : class
    {
        var page = JsonBody.Read(body, type, subject);

        return page.Items.Contains(null!) ? throw JsonBody.Wrong(body, subject, "a page with a null among its rows") : page;
    }

    public static AuditException Loop(Call call, ReadOnlyMemory<byte> body, int pages) => new(
        FailureKind.BadAnswer,
        $"{call.Subject}: after {pages} pages the server sent a page cursor that it had sent before, so that the listing would never end"
        + $" (GET {call.Path}).",
        "What was listed up to here is good, but there may be more. Run again, or name the batches by id.")
    {
        Body = body,
    };

    /// <summary>The rows of all pages. One that was listed before, as happens when rows move meanwhile, is passed over.</summary>
    public static async IAsyncEnumerable<T> OnceEach<T>(
        this IAsyncEnumerable<Answer<Page<T>>> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class, IIdentified
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);

        await foreach (var page in pages.WithCancellation(cancellationToken))
        {
            foreach (var row in page.Value.Items)
            {
                if (seen.Add(row.Id))
                {
                    yield return row;
                }
            }
        }
    }
}
