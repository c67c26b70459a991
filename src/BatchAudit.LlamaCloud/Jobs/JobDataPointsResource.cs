using BatchAudit.LlamaCloud.Json;
using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary><c>/api/v1/job-data-points</c> (contract, section 2.4). There is no way to ask for particular jobs.</summary>
public sealed class JobDataPointsResource
{
    private readonly Connection _connection;

    internal JobDataPointsResource(Connection connection) => _connection = connection;

    /// <summary>Each job once, in the server's order.</summary>
    public IAsyncEnumerable<JobDataPoint> ListAsync(JobDataPointListParams parameters, CancellationToken cancellationToken = default) =>
        ListPagesAsync(parameters, cancellationToken).OnceEach(cancellationToken);

    /// <summary>The pages as received, one request each.</summary>
    public IAsyncEnumerable<Answer<Page<JobDataPoint>>> ListPagesAsync(
        JobDataPointListParams parameters, CancellationToken cancellationToken = default)
    {
        var query = _connection.Query()
            .Add("job_type", parameters.JobType)
            .Add("hours", parameters.Hours)
            .Add("created_at_on_or_after", parameters.CreatedAtOnOrAfter)
            .Add("created_at_on_or_before", parameters.CreatedAtOnOrBefore)
            .Add("status", parameters.Status)
            .Add("page_size", JobListParams.PageSize);

        return _connection.PagesAsync(
            new Call("the list of job data points", "/api/v1/job-data-points", query),
            LlamaCloudJson.Default.PageJobDataPoint,
            cancellationToken);
    }
}
