using BatchAudit.LlamaCloud.Json;
using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary><c>/api/v2/extract</c> (contract, section 2.2).</summary>
public sealed class ExtractJobsResource
{
    private const string Path = "/api/v2/extract";

    private readonly Connection _connection;

    internal ExtractJobsResource(Connection connection) => _connection = connection;

    /// <exception cref="AuditException">NotFound also for a job that was deleted: that is not a failed one.</exception>
    public async Task<ExtractJob> GetAsync(
        string jobId, IReadOnlyList<string>? expand = null, CancellationToken cancellationToken = default) =>
        (await GetAnswerAsync(jobId, expand, cancellationToken)).Value;

    /// <summary>As <see cref="GetAsync"/>, with the bytes it was read from.</summary>
    /// <param name="expand"><c>usage</c> and <c>extract_metadata</c> are of use here; other values bring content along.</param>
    public Task<Answer<ExtractJob>> GetAnswerAsync(
        string jobId, IReadOnlyList<string>? expand = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            Call.ForOne("extract job", Path, jobId, _connection.Query().Add("expand", expand ?? [])),
            body => AnswerParser.ExtractJob(body, jobId),
            cancellationToken);

    /// <summary>Each job once, in the server's order.</summary>
    public IAsyncEnumerable<ExtractJob> ListAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken = default) =>
        ListAsync(new JobListParams { JobIds = jobIds }, cancellationToken);

    /// <inheritdoc cref="ListAsync(IReadOnlyCollection{string}, CancellationToken)"/>
    public IAsyncEnumerable<ExtractJob> ListAsync(JobListParams parameters, CancellationToken cancellationToken = default) =>
        ListPagesAsync(parameters, cancellationToken).OnceEach(cancellationToken);

    /// <summary>The pages as received, one request each.</summary>
    public IAsyncEnumerable<Answer<Page<ExtractJob>>> ListPagesAsync(
        JobListParams parameters, CancellationToken cancellationToken = default) =>
        _connection.JobPagesAsync(("the list of extract jobs", Path), parameters, LlamaCloudJson.Default.PageExtractJob, cancellationToken);
}
