namespace BatchAudit.Deriving;

/// <summary>Whose time it is that could not be read.</summary>
/// <param name="Kind"><c>batch</c>, <c>job</c>, <c>data_point</c>, <c>directory</c> or <c>directory_file</c>.</param>
/// <param name="OwnerId">The batch of a job, the directory of a file, nothing of a data point; otherwise <paramref name="SubjectId"/>.</param>
public readonly record struct TimeOwner(string Kind, string OwnerId, string SubjectId)
{
    public static TimeOwner Batch(string batchId) => new("batch", batchId, batchId);

    public static TimeOwner Job(string batchId, string jobId) => new("job", batchId, jobId);

    public static TimeOwner DataPoint(string jobId) => new("data_point", "", jobId);

    public static TimeOwner Directory(string directoryId) => new("directory", directoryId, directoryId);

    public static TimeOwner DirectoryFile(string directoryId, string fileId) => new("directory_file", directoryId, fileId);
}
