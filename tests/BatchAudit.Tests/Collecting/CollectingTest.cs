using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

/// <summary>Runs over a server and a history in memory, one batch at a time, so that the order of calls is no matter of chance.</summary>
public abstract class CollectingTest : IAsyncDisposable
{
    protected CollectingTest() => Source = new FakeSource(Time);

    private protected ImpatientTime Time { get; } = new();

    private protected FakeSource Source { get; }

    private protected FakeHistory History { get; } = new();

    private protected Interruption Interruption { get; } = new();

    private protected static CollectRequest Everything { get; } = new()
    {
        Selection = "all",
        ToolVersion = "1",
        BaseUrl = "https://llama.invalid",
        Concurrency = 1,
    };

    private protected static CollectRequest OnlyJobs { get; } = Everything with { WithoutFiles = true };

    private protected static CollectRequest OnlyFiles { get; } = Everything with { WithoutJobs = true };

    private protected static string[] Ids(int count, string prefix = "pjb") => [.. Enumerable.Range(0, count).Select(n => $"{prefix}-{n:0000}")];

    /// <summary>What an earlier run stored.</summary>
    private protected void Tell(params Observation[] earlier) => History.Append(0, earlier);

    private protected BatchObservation Answer(BatchSnapshot batch) => BatchObservation.Of(Answered(batch));

    private protected JobsObservation Page(string batchId, params JobSnapshot[] jobs) =>
        JobsObservation.OfPage(batchId, "parse_v2", Answered<IReadOnlyList<JobSnapshot>>(jobs));

    private protected Answer<T> Answered<T>(T value) => new(value, "{}"u8.ToArray(), Time.GetUtcNow());

    private protected Task<CollectSummary> RunAsync(CollectRequest request) =>
        new CollectBatches(Source, History, Time).RunAsync(request, Interruption);

    private protected static AuditException Failure(FailureKind kind) => new(kind, $"It is {kind}.");

    private protected IEnumerable<string> JobCalls => Source.Log.Where(call => call.StartsWith("parse_v2", StringComparison.Ordinal));

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Interruption.Dispose();
        return ValueTask.CompletedTask;
    }
}
