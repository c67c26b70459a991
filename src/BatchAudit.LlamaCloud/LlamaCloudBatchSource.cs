using System.Runtime.CompilerServices;

namespace BatchAudit.LlamaCloud;

/// <summary>LlamaCloud as the audit's source of batches. Whoever made the client disposes it.</summary>
public sealed class LlamaCloudBatchSource(LlamaCloudClient client) : IBatchSource
{
    private static readonly BatchGetParams WithResults = new() { Expand = ["results"] };

    private static readonly string[] WithUsage = ["usage"];

    public AuditException? CutShort => client.CutShort;

    public CallCount Calls => client.Calls;

    public async Task<Answer<BatchSnapshot>> GetBatchAsync(string batchId, CancellationToken cancellationToken) =>
        (await client.Batches.GetAnswerAsync(batchId, WithResults, cancellationToken)).Read(BatchParser.Snapshot);

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

    public bool HasJobs(string? jobType) => jobType is JobType.ParseV2 or JobType.ExtractV2;

    public IAsyncEnumerable<Answer<IReadOnlyList<JobSnapshot>>> ListJobsAsync(
        string jobType, IReadOnlyList<string> jobIds, CancellationToken cancellationToken)
    {
        var wanted = new JobListParams { JobIds = jobIds };

        return jobType switch
        {
            JobType.ParseV2 => Rows(client.ParseJobs.ListPagesAsync(wanted, cancellationToken), Snapshots.Of, UnknownFields.Of),
            JobType.ExtractV2 => Rows(client.ExtractJobs.ListPagesAsync(wanted, cancellationToken), Snapshots.Of, UnknownFields.Of),
            _ => throw NoSuchType(jobType),
        };
    }

    public async Task<Answer<JobSnapshot>> GetJobAsync(string jobType, string jobId, CancellationToken cancellationToken) => jobType switch
    {
        JobType.ParseV2 => Read(await client.ParseJobs.GetAnswerAsync(jobId, WithUsage, cancellationToken), Snapshots.Of, job => UnknownFields.Of(job)),
        JobType.ExtractV2 => Read(await client.ExtractJobs.GetAnswerAsync(jobId, WithUsage, cancellationToken), Snapshots.Of, job => UnknownFields.Of(job)),
        _ => throw NoSuchType(jobType),
    };

    public IAsyncEnumerable<Answer<IReadOnlyList<JobTimes>>> ListJobTimesAsync(
        string jobType, int hours, CancellationToken cancellationToken)
    {
        // Data points have shorter words for the types (contract, section 2.4).
        var word = jobType switch
        {
            JobType.ParseV2 => "parse",
            JobType.ExtractV2 => "extract",
            _ => throw NoSuchType(jobType),
        };

        var parameters = new JobDataPointListParams { JobType = word, Hours = hours };
        return Rows(client.JobDataPoints.ListPagesAsync(parameters, cancellationToken), Snapshots.Of, UnknownFields.Of);
    }

    public async Task<Answer<DirectorySnapshot>> GetDirectoryAsync(string directoryId, CancellationToken cancellationToken) =>
        Read(await client.Directories.GetAnswerAsync(directoryId, cancellationToken), Snapshots.Of, UnknownFields.Of);

    public async IAsyncEnumerable<Answer<DirectoryFilesPage>> ListDirectoryFilesAsync(
        string directoryId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in client.DirectoryFiles.ListPagesAsync(directoryId, includeDeleted: true, cancellationToken))
        {
            yield return Read(page, Snapshots.Of, files => UnknownFields.Of(files.Items));
        }
    }

    private static Answer<TTaken> Read<T, TTaken>(Answer<T> answer, Func<T, TTaken> read, Func<T, IReadOnlyList<string>> unknownFields) =>
        answer.Read(read) with { UnknownFields = unknownFields(answer.Value) };

    private static async IAsyncEnumerable<Answer<IReadOnlyList<TRow>>> Rows<T, TRow>(
        IAsyncEnumerable<Answer<Page<T>>> pages, Func<T, TRow> read, Func<IEnumerable<T>, IReadOnlyList<string>> unknownFields)
    {
        await foreach (var page in pages)
        {
            yield return Read<Page<T>, IReadOnlyList<TRow>>(page, found => [.. found.Items.Select(read)], found => unknownFields(found.Items));
        }
    }

    private static ArgumentOutOfRangeException NoSuchType(string jobType) =>
        new(nameof(jobType), jobType, "Jobs of this type cannot be asked for.");
}
