using BatchAudit.LlamaCloud.Json;
using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary><c>/api/v2/batches</c> (contract, section 1).</summary>
public sealed class BatchesResource
{
    private const string Path = "/api/v2/batches";

    private readonly Connection _connection;

    internal BatchesResource(Connection connection) => _connection = connection;

    public async Task<Batch> GetAsync(
        string batchId, BatchGetParams? parameters = null, CancellationToken cancellationToken = default) =>
        (await GetAnswerAsync(batchId, parameters, cancellationToken)).Value;

    /// <summary>As <see cref="GetAsync"/>, with the bytes it was read from.</summary>
    public Task<Answer<Batch>> GetAnswerAsync(
        string batchId, BatchGetParams? parameters = null, CancellationToken cancellationToken = default)
    {
        var wanted = parameters ?? new BatchGetParams();
        var query = _connection.Query(wanted.ProjectId, wanted.OrganizationId).Add("expand", wanted.Expand);

        return _connection.GetAsync(
            Call.ForOne("batch", Path, batchId, query), body => BatchParser.Read(body, batchId), cancellationToken);
    }

    /// <summary>Each batch once, in the server's order, without results (contract, section 1.2).</summary>
    public IAsyncEnumerable<Batch> ListAsync(BatchListParams? parameters = null, CancellationToken cancellationToken = default) =>
        ListPagesAsync(parameters, cancellationToken).OnceEach(cancellationToken);

    /// <summary>The pages as received, one request each. A batch that moved between two requests may stand on both.</summary>
    public IAsyncEnumerable<Answer<Page<Batch>>> ListPagesAsync(
        BatchListParams? parameters = null, CancellationToken cancellationToken = default)
    {
        var wanted = parameters ?? new BatchListParams();
        var query = _connection.Query(wanted.ProjectId, wanted.OrganizationId)
            .Add("status", wanted.Status)
            .Add("created_at_on_or_after", wanted.CreatedAtOnOrAfter)
            .Add("created_at_on_or_before", wanted.CreatedAtOnOrBefore)
            .Add("source_directory_id", wanted.SourceDirectoryId)
            .Add("page_size", wanted.PageSize);

        return _connection.PagesAsync(
            new Call("the list of batches", Path, query) { IsEverywhere = true }, LlamaCloudJson.Default.PageBatch, cancellationToken);
    }
}
