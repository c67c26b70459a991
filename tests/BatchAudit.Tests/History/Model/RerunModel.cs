namespace BatchAudit.Tests.History.Model;

/// <summary>A file that a batch brought no usable job for.</summary>
internal sealed record FailedFile(BatchStory Batch, string FileId, int Occurrence, string Reason, string? Text, Message? Error, long Seq)
{
    public bool IsListed => Reason != "MISSING";
}

/// <summary>The rows of rerun.</summary>
internal static class RerunModel
{
    public static IEnumerable<string> Rerun(Past past) => Failed(past).Select(file =>
    {
        var listed = past.File(file.Batch.DirectoryId, file.FileId);
        var attempts = past.Files.Where(other => IsSameDocument(past, file, other)).ToList();
        var fix = attempts
            .Where(other => other.JobStatus == "COMPLETED" && other.Batch.CreatedAt > file.Batch.CreatedAt)
            .OrderBy(other => other.Batch.CreatedAt)
            .ThenBy(other => other.Batch.Id, StringComparer.Ordinal)
            .FirstOrDefault();

        return Line.Of(
            file.Batch.Id, file.Batch.CreatedAt, file.Batch.DirectoryId, file.FileId, listed?.Name, listed?.UniqueId, listed?.DocumentId,
            file.Reason, file.Text, file.Error?.Group, file.Error?.Advice ?? "RETRY",
            attempts.Select(other => other.Batch).Distinct().Count(), fix?.Batch.Id, file.Seq, file.Occurrence);
    });

    private static IEnumerable<FailedFile> Failed(Past past) => past.Files
        .Where(file => !file.IsDuplicate)
        .Select(file => (File: file, Reason: Reason(file)))
        .Where(failed => failed.Reason is not null)
        .Select(failed => new FailedFile(
            failed.File.Batch, failed.File.Row.FileId, failed.File.Row.Occurrence, failed.Reason!,
            failed.File.JobError ?? failed.File.MappingError, failed.File.Error, failed.File.Changed))
        .Concat(past.Batches
            .SelectMany(batch => ReconciliationModel.Of(past, batch))
            .Where(file => file.Class == "MISSING")
            .Select(file => new FailedFile(file.Batch, file.FileId, 0, "MISSING", file.Explanation, null, file.Batch.LastListing.Seq)));

    private static string? Reason(FileFate file) => file.Outcome switch
    {
        "MAPPING_FAILED" => "MAPPING_ERROR",
        "JOB_FAILED" or "CANCELLED" => file.Outcome,
        _ when file.Mapping == "NO_JOB" && file.Batch.Newest.IsTerminal => "NO_JOB",
        _ => null,
    };

    /// <summary>Whether a row of some results is about the same document: the same file, or one that shares its unique_id or underlying file.</summary>
    private static bool IsSameDocument(Past past, FailedFile file, FileFate other)
    {
        if (file.FileId.Length == 0 || other.Row.FileId.Length == 0)
        {
            return file.FileId == other.Row.FileId && file.Batch == other.Batch;
        }

        var (here, there) = (past.File(file.Batch.DirectoryId, file.FileId), other.Listed);

        return (file.FileId == other.Row.FileId && (file.Batch == other.Batch || (file.Batch.DirectoryId is { } directory && directory == other.Batch.DirectoryId)))
            || (here?.UniqueId is { } uniqueId && uniqueId == there?.UniqueId)
            || (here?.DocumentId is { } documentId && documentId == there?.DocumentId);
    }
}
