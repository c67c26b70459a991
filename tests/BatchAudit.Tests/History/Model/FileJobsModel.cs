namespace BatchAudit.Tests.History.Model;

/// <summary>The rows of file_jobs and mapping_errors.</summary>
internal static class FileJobsModel
{
    public static IEnumerable<string> FileJobs(Past past) => past.Files.Select(file => Line.Of(
        file.Batch.Id, file.Batch.Status, file.Batch.CreatedAt, file.Batch.DirectoryId, file.Row.FileId, file.Listed?.Name,
        file.Row.Said.JobType, file.JobId, file.Mapping, file.MappingError, file.JobStatus, file.JobError, file.Outcome,
        file.Error?.Group, file.Batch.Newest.Said.ConfigurationId, file.Job?.Tier, file.Job?.Credits, file.Job?.CreatedAt,
        FinishedAt(past, file), RunSeconds(past, file),
        past.At(file.Row.First), past.At(file.Changed), file.LastSeen.At, file.Changed, file.Row.Occurrence));

    public static IEnumerable<string> MappingErrors(Past past) => past.Files
        .Where(file => file.JobId is null || file.MappingError is not null)
        .Select(file => Line.Of(
            file.Batch.Id, file.Batch.Status, file.Batch.CreatedAt, file.Batch.DirectoryId, file.Row.FileId, file.Listed?.Name,
            file.Row.Said.JobType, file.JobId, file.Mapping, file.MappingError, file.Error?.Group,
            past.At(file.Row.First), file.LastSeen.At, NightsSeen(file), file.Error?.Advice ?? "RETRY", file.Changed, file.Row.Occurrence));

    private static DateTimeOffset? FinishedAt(Past past, FileFate file) => IsOver(file) ? EndedAt(past, file) ?? file.Job?.UpdatedAt : null;

    private static double? RunSeconds(Past past, FileFate file) =>
        IsOver(file) ? Line.Seconds(past.Times(file.JobId!)["RUNNING"], EndedAt(past, file)) : null;

    private static bool IsOver(FileFate file) => file.JobStatus is { } status && JobStatus.IsTerminal(status);

    private static DateTimeOffset? EndedAt(Past past, FileFate file) => past.Times(file.JobId!)[file.JobStatus!];

    /// <summary>The days on which an answer listed the row as it is.</summary>
    private static int NightsSeen(FileFate file) => file.Batch.Answers
        .Where(answer => answer.Seq == file.Row.Since || (answer.Lists && answer.Seq > file.Row.Since))
        .Select(answer => answer.At.Date)
        .Distinct()
        .Count();
}
