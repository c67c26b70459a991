using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary>
/// The part of LlamaCloud's REST interface that an audit reads. Every call is a GET; any number may be under way at once.
/// Each fails with an <see cref="AuditException"/> of kind Unauthorized, NotFound, BadAnswer, Unreachable, or
/// Configuration while the service never answered.
/// </summary>
public sealed class LlamaCloudClient : IDisposable
{
    private readonly Connection _connection;

    /// <exception cref="AuditException">Unauthorized without a key; Configuration for any other option that cannot be used.</exception>
    public LlamaCloudClient(LlamaCloudOptions options)
    {
        _connection = new Connection(options);
        Batches = new BatchesResource(_connection);
        ParseJobs = new ParseJobsResource(_connection);
        ExtractJobs = new ExtractJobsResource(_connection);
        JobDataPoints = new JobDataPointsResource(_connection);
        Directories = new DirectoriesResource(_connection);
        DirectoryFiles = new DirectoryFilesResource(_connection);
    }

    public BatchesResource Batches { get; }

    public ParseJobsResource ParseJobs { get; }

    public ExtractJobsResource ExtractJobs { get; }

    public JobDataPointsResource JobDataPoints { get; }

    public DirectoriesResource Directories { get; }

    public DirectoryFilesResource DirectoryFiles { get; }

    /// <summary>With scheme and without a trailing slash.</summary>
    public string BaseUrl => _connection.BaseUrl;

    /// <summary>Requests allowed at once just now: what 429 answers have left of <see cref="LlamaCloudOptions.Concurrency"/>.</summary>
    public int ConcurrencyLimit => _connection.Limit.Current;

    /// <summary>What the newest answer said of the server's time; null while none did.</summary>
    public ServerClock? ServerClock => _connection.Clock;

    /// <summary>What the requests that were cancelled had met, as a clause with its hint; null when there is nothing to say of them.</summary>
    public AuditException? CutShort => _connection.CutShort;

    public CallCount Calls => _connection.Calls.Total;

    public void Dispose() => _connection.Dispose();
}
