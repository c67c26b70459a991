using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;

namespace BatchAudit.Tests.Collecting;

/// <summary>A server in memory. Every call is logged in a few words; <see cref="OnCall"/> sees them first, and may fail them.</summary>
internal sealed class FakeSource(TimeProvider time) : IBatchSource
{
    private readonly ConcurrentQueue<string> _log = new();

    public SortedDictionary<string, BatchSnapshot> Batches { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, JobSnapshot> Jobs { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<DirectoryFilesPage>> Directories { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, IReadOnlyList<IReadOnlyList<JobTimes>>> Times { get; } = new(StringComparer.Ordinal);

    public Action<string> OnCall { get; set; } = _ => { };

    /// <summary>How a listing of the jobs that exist among those asked for is cut into pages.</summary>
    public Func<IReadOnlyList<JobSnapshot>, IEnumerable<IReadOnlyList<JobSnapshot>>> Paging { get; set; } = jobs => [jobs];

    public IReadOnlyList<string> Log => [.. _log];

    public CallCount Calls => new(_log.Count, 0);

    public FakeSource With(string batchId, IEnumerable<string> jobIds, string? directoryId = null, string status = BatchStatus.Completed)
    {
        Batches[batchId] = Batch(batchId, jobIds, directoryId, status);
        return this;
    }

    public static BatchSnapshot Batch(string batchId, IEnumerable<string> jobIds, string? directoryId = null, string status = BatchStatus.Completed) => new()
    {
        BatchId = batchId,
        Status = status,
        SourceDirectoryId = directoryId,
        ResultsState = ResultsState.Listed,
        Results = [.. jobIds.Select(jobId => new FileResult("dfl-" + jobId, TypeOf(jobId), jobId, null))],
    };

    public FakeSource Knows(string status, IEnumerable<string> jobIds, DateTimeOffset? createdAt = null)
    {
        foreach (var jobId in jobIds)
        {
            Jobs[jobId] = Job(jobId, status, createdAt);
        }

        return this;
    }

    public static JobSnapshot Job(string jobId, string status, DateTimeOffset? createdAt = null) => new(jobId, status, null, null, null, createdAt, null);

    public static string TypeOf(string jobId) => jobId[..3] switch
    {
        "ext" => "extract_v2",
        "pjb" => "parse_v2",
        _ => "dream_v9",
    };

    public async Task<Answer<BatchSnapshot>> GetBatchAsync(string batchId, CancellationToken cancellationToken)
    {
        Call($"batch {batchId}", cancellationToken);
        return Batches.TryGetValue(batchId, out var batch) ? Answer(batch) : throw NotFound(batchId);
    }

    public async IAsyncEnumerable<BatchSnapshot> ListBatchesAsync(
        BatchFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var batch in Batches.Values)
        {
            yield return batch;
        }
    }

    public bool HasJobs(string? jobType) => jobType is "parse_v2" or "extract_v2";

    public async IAsyncEnumerable<Answer<IReadOnlyList<JobSnapshot>>> ListJobsAsync(
        string jobType, IReadOnlyList<string> jobIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in Paging([.. jobIds.Where(Jobs.ContainsKey).Select(jobId => Jobs[jobId])]))
        {
            Call($"{jobType} {jobIds[0]}..{jobIds[^1]}", cancellationToken);
            yield return Answer(page);
        }
    }

    public async Task<Answer<JobSnapshot>> GetJobAsync(string jobType, string jobId, CancellationToken cancellationToken)
    {
        Call($"{jobType} {jobId}", cancellationToken);
        return Jobs.TryGetValue(jobId, out var job) ? Answer(job) : throw NotFound(jobId);
    }

    public async IAsyncEnumerable<Answer<IReadOnlyList<JobTimes>>> ListJobTimesAsync(
        string jobType, int hours, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in Times.GetValueOrDefault(jobType, [[]]))
        {
            Call($"times {jobType} {hours} h", cancellationToken);
            yield return Answer(page);
        }
    }

    public async Task<Answer<DirectorySnapshot>> GetDirectoryAsync(string directoryId, CancellationToken cancellationToken)
    {
        Call($"directory {directoryId}", cancellationToken);
        return Directories.ContainsKey(directoryId)
            ? Answer(new DirectorySnapshot(directoryId, "May", "ephemeral", null, null))
            : throw NotFound(directoryId);
    }

    public async IAsyncEnumerable<Answer<DirectoryFilesPage>> ListDirectoryFilesAsync(
        string directoryId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var page in Directories[directoryId])
        {
            Call($"files {directoryId}", cancellationToken);
            yield return Answer(page);
        }
    }

    public static AuditException NotFound(string subject) =>
        new(FailureKind.NotFound, $"There is no {subject}.") { Body = Encoding.UTF8.GetBytes(subject) };

    private Answer<T> Answer<T>(T value) => new(value, "{}"u8.ToArray(), time.GetUtcNow());

    private void Call(string call, CancellationToken cancellationToken)
    {
        _log.Enqueue(call);
        OnCall(call);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
