using BatchAudit.LlamaCloud.Json;

namespace BatchAudit.LlamaCloud;

/// <summary>Reads an answer about one batch, whether it just arrived or was stored years ago.</summary>
public static class BatchParser
{
    /// <param name="body">The answer as received.</param>
    /// <param name="askedId">The batch that was asked for; null when that is not known.</param>
    /// <exception cref="AuditException">BadAnswer, with the body: these bytes are no batch, or another one.</exception>
    public static BatchSnapshot Parse(ReadOnlyMemory<byte> body, string? askedId) => Snapshot(Read(body, askedId));

    internal static Batch Read(ReadOnlyMemory<byte> body, string? askedId)
    {
        var batch = JsonBody.ReadOne(body, LlamaCloudJson.Default.Batch, "batch", askedId);

        return batch.Status.Length > 0
            ? batch
            : throw JsonBody.Wrong(body, JsonBody.Subject("batch", askedId), "a batch with an empty status");
    }

    internal static BatchSnapshot Snapshot(Batch batch) => new()
    {
        BatchId = batch.Id,
        ProjectId = batch.ProjectId,
        SourceDirectoryId = batch.SourceDirectoryId,
        JobType = batch.Config?.Job?.Type,
        ConfigurationId = batch.Config?.Job?.ConfigurationId,
        Status = batch.Status,
        CreatedAt = batch.CreatedAt,
        UpdatedAt = batch.UpdatedAt,
        ResultsState = batch.Results.State,
        Results = FileResults(batch.Results.Rows),
        UnknownFields = UnknownFields.Of(batch),
        UnreadableTimes = batch.UnreadableTimes,
    };

    private static FileResult[] FileResults(IReadOnlyList<BatchResult?> rows)
    {
        var results = new FileResult[rows.Count];

        for (var i = 0; i < results.Length; i++)
        {
            // A row that is null keeps its place, as one without a file does.
            var row = rows[i];
            results[i] = new FileResult(
                row?.SourceDirectoryFileId ?? "", Said(row?.JobReference?.Type), Said(row?.JobReference?.Id), Said(row?.ErrorMessage));
        }

        return results;
    }

    /// <summary>An empty id names no job, and an empty message is no error.</summary>
    private static string? Said(string? text) => text is { Length: > 0 } ? text : null;
}
