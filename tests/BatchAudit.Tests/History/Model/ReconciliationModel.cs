namespace BatchAudit.Tests.History.Model;

/// <summary>A file of a directory or of results.</summary>
/// <param name="Class">Null: it cannot be told.</param>
internal sealed record Placed(
    BatchStory Batch, string FileId, int Occurrence, DirectoryFileSnapshot? Listed, bool InResults, string? Class, string Explanation);

/// <summary>The rows of reconciliation.</summary>
internal static class ReconciliationModel
{
    public static IEnumerable<string> Reconciliation(Past past) => past.Batches.SelectMany(batch => Of(past, batch)).Select(file => Line.Of(
        file.Batch.Id, file.Batch.Status, file.Batch.CreatedAt, file.Batch.DirectoryId, file.FileId, file.Listed?.Name,
        file.Listed is not null, file.InResults, file.Class, file.Explanation, file.Listed?.CreatedAt, file.Listed?.DeletedAt, file.Occurrence));

    public static IEnumerable<Placed> Of(Past past, BatchStory batch)
    {
        var directory = past.Directory(batch.DirectoryId);

        foreach (var file in past.Files.Where(file => file.Batch == batch && !file.IsDuplicate))
        {
            var (word, explanation) = InResults(batch, directory, file);
            yield return new Placed(batch, file.Row.FileId, file.Row.Occurrence, file.Listed, true, word, explanation);
        }

        foreach (var file in directory?.Files.Where(file => !batch.Rows.Any(row => row.FileId == file.FileId)) ?? [])
        {
            var (word, explanation) = NotInResults(batch, file);
            yield return new Placed(batch, file.FileId, 0, file, false, word, explanation);
        }
    }

    private static (string Class, string Explanation) InResults(BatchStory batch, DirectoryStory? directory, FileFate file) => file switch
    {
        { Listed.DeletedAt: { } deleted } => ("MATCHED", $"In the directory and in the results; deleted from the directory at {UtcText.Of(deleted)}."),
        { Listed: { } listed } => ("MATCHED", Unread(listed, "deleted_at") is { } sent
            ? $"In the directory and in the results; its deleted_at is no time: {sent}."
            : "In the directory and in the results."),
        { Row.FileId: "" } => ("NAME_UNKNOWN", "The results have a row that names no file."),
        _ when directory?.Listings.Any(listing => listing.At >= batch.CreatedAt) is true =>
            ("ORPHAN", "In the results, but the directory's listing does not have it."),
        _ when batch.CreatedAt is null && directory?.Listings.Count > 0 => (
            "NAME_UNKNOWN",
            "In the results, and not in the directory's listing; when the batch began is not known, so whether it was there then cannot be told."),
        _ => ("NAME_UNKNOWN", "In the results; the directory's files were not listed since the batch began."),
    };

    private static (string? Class, string Explanation) NotInResults(BatchStory batch, DirectoryFileSnapshot file) => batch switch
    {
        _ when file.DeletedAt <= batch.CreatedAt => ("DELETED", "Deleted from the directory before the batch began."),
        _ when file.CreatedAt > batch.CreatedAt => ("LATE_ADDED", "Came into the directory after the batch began."),
        _ when file.CreatedAt is null => (null, CannotTell(Unread(file, "created_at") is { } sent
            ? $"When it came into the directory cannot be read: the server says {sent}"
            : "The server does not say when it came into the directory")),
        _ when batch.CreatedAt is null => (null, CannotTell(batch.First.Said.UnreadableTimes.FirstOrDefault(time => time.Field == "created_at").Sent is { } sent
            ? $"When the batch began cannot be read: the server said {sent}"
            : "The server did not say when the batch began")),
        _ when Unread(file, "deleted_at") is { } sent => (
            null, $"Not in the results. When it was deleted cannot be read: the server says {sent}, so whether it is missing cannot be told."),
        { Newest.IsTerminal: false } => ("AWAITED", "Not in the results yet; the batch goes on."),
        { Status: not "FAILED", EverListed: false } => ("AWAITED", "The batch has not listed any results."),
        _ when file.DeletedAt is not null => ("MISSING", "Was in the directory when the batch began, and is not in the results; deleted since."),
        _ => ("MISSING", "Was in the directory when the batch began, and is not in the results."),
    };

    private static string CannotTell(string why) => $"Not in the results. {why}, so whether it is missing or late cannot be told.";

    private static string? Unread(DirectoryFileSnapshot file, string field) => file.UnreadableTimes.FirstOrDefault(time => time.Field == field).Sent;
}
