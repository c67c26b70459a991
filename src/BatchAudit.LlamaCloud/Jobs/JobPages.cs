using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary>How parse and extract jobs are listed alike: by ids, as many per call as a URL holds.</summary>
internal static class JobPages
{
    public static async IAsyncEnumerable<Answer<Page<T>>> JobPagesAsync<T>(
        this Connection connection,
        (string Subject, string Path) listing,
        JobListParams wanted,
        JsonTypeInfo<Page<T>> type,
        [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        IEnumerable<string[]> calls = wanted.JobIds is { } ids
            ? ids.Distinct(StringComparer.Ordinal).Chunk(JobListParams.IdsPerCall)
            : [[]];

        foreach (var jobIds in calls)
        {
            var query = connection.Query()
                .Add("job_ids", jobIds)
                .Add("status", wanted.Status)
                .Add("created_at_on_or_after", wanted.CreatedAtOnOrAfter)
                .Add("created_at_on_or_before", wanted.CreatedAtOnOrBefore)
                .Add("page_size", jobIds.Length > 0 ? jobIds.Length : JobListParams.PageSize);
            var call = new Call(listing.Subject, listing.Path, query);

            await foreach (var page in connection.PagesAsync(call, type, cancellationToken))
            {
                yield return page;
            }
        }
    }
}
