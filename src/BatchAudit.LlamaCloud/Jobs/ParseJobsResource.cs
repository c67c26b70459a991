using BatchAudit.LlamaCloud.Json;
using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary><c>/api/v2/parse</c> (contract, section 2.1).</summary>
public sealed class ParseJobsResource
{
    private const string Path = "/api/v2/parse";

    private readonly Connection _connection;

    internal ParseJobsResource(Connection connection) => _connection = connection;

    /// <exception cref="AuditException">NotFound also for a job that was deleted: that is not a failed one.</exception>
    public async Task<ParseJob> GetAsync(
        string jobId, IReadOnlyList<string>? expand = null, CancellationToken cancellationToken = default) =>
        (await GetAnswerAsync(jobId, expand, cancellationToken)).Value;

    /// <summary>As <see cref="GetAsync"/>, with the bytes it was read from.</summary>
    /// <param name="expand"><c>usage</c> is of use here; other values bring content along.</param>
    public Task<Answer<ParseJob>> GetAnswerAsync(
        string jobId, IReadOnlyList<string>? expand = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            Call.ForOne("parse job", Path, jobId, _connection.Query().Add("expand", expand ?? [])),
            body => AnswerParser.ParseJob(body, jobId),
            cancellationToken);

    /// <summary>Each job once, in the server's order.</summary>
    public IAsyncEnumerable<ParseJob> ListAsync(IReadOnlyCollection<string> jobIds, CancellationToken cancellationToken = default) =>
        ListAsync(new JobListParams { JobIds = jobIds }, cancellationToken);

    /// <inheritdoc cref="ListAsync(IReadOnlyCollection{string}, CancellationToken)"/>
    public IAsyncEnumerable<ParseJob> ListAsync(JobListParams parameters, CancellationToken cancellationToken = default) =>
        ListPagesAsync(parameters, cancellationToken).OnceEach(cancellationToken);

    /// <summary>The pages as received, one request each.</summary>
    public IAsyncEnumerable<Answer<Page<ParseJob>>> ListPagesAsync(
        JobListParams parameters, CancellationToken cancellationToken = default) =>
        _connection.JobPagesAsync(("the list of parse jobs", Path), parameters, LlamaCloudJson.Default.PageParseJob, cancellationToken);
}
