using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

/// <summary>A client that talks to a scripted server, on a clock that never makes anybody wait.</summary>
public abstract class LlamaCloudTest : IAsyncDisposable
{
    protected const string Key = "llx-secret-1234567890";

    private LlamaCloudClient? _client;

    internal ScriptedServer Server { get; } = new();

    internal HurriedTime Time { get; } = new();

    private protected List<TimeSpan> Waits { get; } = [];

    private protected List<string> Reasons { get; } = [];

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private protected LlamaCloudClient Client => _client ??= new(Options());

    private protected LlamaCloudOptions Options(int attempts = 6, int concurrency = 8, int maxBodyBytes = 64 << 20) => new()
    {
        ApiKey = Key,
        BaseUrl = Server.Url,
        Attempts = attempts,
        Concurrency = concurrency,
        MaxBodyBytes = maxBodyBytes,
        Time = Time,
        Waiting = (delay, reason) =>
        {
            Waits.Add(delay);
            Reasons.Add(reason);
            Time.Announce(delay);
        },
    };

    private protected LlamaCloudClient Use(LlamaCloudOptions options) => _client = new(options);

    private protected Task<Answer<BatchSnapshot>> GetBatchAsync(string id = "bat-1") =>
        new LlamaCloudBatchSource(Client).GetBatchAsync(id, Cancelled);

    private protected Task<AuditException> FailsAsync(string id = "bat-1") =>
        Assert.ThrowsAsync<AuditException>(() => GetBatchAsync(id));

    private protected static string Batch(string id = "bat-1", string results = "[]") =>
        $$"""{"id":"{{id}}","status":"COMPLETED","results":{{results}}}""";

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client?.Dispose();
        await Server.DisposeAsync();
    }
}
