using System.Runtime.CompilerServices;

namespace BatchAudit.LlamaCloud;

/// <summary>LlamaCloud as the audit's source of batches. Whoever made the client disposes it.</summary>
public sealed class LlamaCloudBatchSource(LlamaCloudClient client) : IBatchSource
{
    private static readonly BatchGetParams WithResults = new() { Expand = ["results"] };

    public CallCount Calls => client.Calls;

    public async Task<BatchAnswer> GetBatchAsync(string batchId, CancellationToken cancellationToken)
    {
        var answer = await client.Batches.GetAnswerAsync(batchId, WithResults, cancellationToken);
        return new BatchAnswer(BatchParser.Snapshot(answer.Value), answer.Body, answer.ReceivedAt);
    }

    public async IAsyncEnumerable<BatchSnapshot> ListBatchesAsync(
        BatchFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var parameters = new BatchListParams
        {
            Status = filter.Status,
            CreatedAtOnOrAfter = filter.CreatedSince,
            CreatedAtOnOrBefore = filter.CreatedUntil,
            SourceDirectoryId = filter.SourceDirectoryId,
        };

        await foreach (var batch in client.Batches.ListAsync(parameters, cancellationToken))
        {
            yield return BatchParser.Snapshot(batch);
        }
    }
}
