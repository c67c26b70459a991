namespace BatchAudit.History.Sqlite;

/// <summary>A row of <c>file_result</c> that is still valid.</summary>
internal sealed record FileVersion(
    string FileId, long Occurrence, long SinceSeq, long FirstSeq, string? JobType, string? JobId, string? MappingError)
{
    public bool Says(FileResult result) =>
        JobType == result.JobType && JobId == result.JobId && MappingError == result.MappingError;
}
