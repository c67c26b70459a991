namespace BatchAudit.LlamaCloud;

/// <summary>What an audit takes from LlamaCloud's answers about anything but batches.</summary>
public static class Snapshots
{
    public static JobSnapshot Of(ParseJob job) =>
        new(job.Id, job.Status, Said(job.ErrorMessage), job.Tier, job.Usage?.Credits, job.CreatedAt, job.UpdatedAt) { UnreadableTimes = job.UnreadableTimes };

    public static JobSnapshot Of(ExtractJob job) =>
        new(job.Id, job.Status, Said(job.ErrorMessage), Tier: null, job.Usage?.Credits, job.CreatedAt, job.UpdatedAt) { UnreadableTimes = job.UnreadableTimes };

    public static JobTimes Of(JobDataPoint point)
    {
        var at = point.StateTransitions;
        return new(point.Id, at?.PendingAt, at?.ThrottledAt, at?.RunningAt, at?.CompletedAt, at?.FailedAt, at?.CancelledAt)
        {
            UnreadableTimes = point.UnreadableTimes,
        };
    }

    public static DirectorySnapshot Of(SourceDirectory directory) =>
        new(directory.Id, directory.Name, directory.Type, directory.ExpiresAt, directory.DeletedAt) { UnreadableTimes = directory.UnreadableTimes };

    public static DirectoryFilesPage Of(Page<DirectoryFile> page) =>
        new([.. page.Items.Select(Of)], IsLast: string.IsNullOrEmpty(page.NextPageToken));

    private static DirectoryFileSnapshot Of(DirectoryFile file) =>
        new(file.Id, file.DisplayName, file.UniqueId, file.FileId, file.CreatedAt, file.DeletedAt) { UnreadableTimes = file.UnreadableTimes };

    /// <summary>An empty message is no error.</summary>
    private static string? Said(string? text) => text is { Length: > 0 } ? text : null;
}
