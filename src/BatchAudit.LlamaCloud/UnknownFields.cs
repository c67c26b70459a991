using System.Text.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>What an answer about a batch says beyond the contract (section 1.1): a sign that the contract has moved on.</summary>
internal static class UnknownFields
{
    /// <summary>Enough to be noticed; more of them, or longer names, come from something that is no batch.</summary>
    private const int Most = 20;

    private const int LongestName = 100;

    /// <returns>Paths such as <c>results[].pages</c>, each once, in ordinal order.</returns>
    public static IReadOnlyList<string> Of(Batch batch)
    {
        // Made only when there is something to put into it: the usual batch has a thousand rows and none of these.
        SortedSet<string>? found = null;

        Add("", batch.UnknownFields);
        Add("config.", batch.Config?.UnknownFields);
        Add("config.job.", batch.Config?.Job?.UnknownFields);

        foreach (var row in batch.Results.Rows)
        {
            // A row may be null whatever its type says.
            Add("results[].", row?.UnknownFields);
            Add("results[].job_reference.", row?.JobReference?.UnknownFields);
        }

        return found is null ? [] : [.. found];

        void Add(string place, IDictionary<string, JsonElement>? fields)
        {
            if (fields is null)
            {
                return;
            }

            found ??= new SortedSet<string>(StringComparer.Ordinal);

            foreach (var name in fields.Keys.TakeWhile(_ => found.Count < Most))
            {
                found.Add(place + (name.Length > LongestName ? name[..LongestName] : name));
            }
        }
    }
}
