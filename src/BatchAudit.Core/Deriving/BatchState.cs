namespace BatchAudit.Deriving;

/// <summary>What an answer says of a batch but for its results: two that are equal are one version.</summary>
/// <param name="CreatedAt">To the millisecond.</param>
/// <param name="UpdatedAt">To the millisecond.</param>
/// <param name="Counts">Null unless the results were listed.</param>
public sealed record BatchState(
    string Status,
    string? ProjectId,
    string? SourceDirectoryId,
    string? JobType,
    string? ConfigurationId,
    DateTimeOffset? CreatedAt,
    DateTimeOffset? UpdatedAt,
    ResultsState ResultsState,
    ResultCounts? Counts)
{
    public static BatchState Of(BatchSnapshot snapshot) => new(
        snapshot.Status,
        snapshot.ProjectId,
        snapshot.SourceDirectoryId,
        snapshot.JobType,
        snapshot.ConfigurationId,
        Milliseconds.Of(snapshot.CreatedAt),
        Milliseconds.Of(snapshot.UpdatedAt),
        snapshot.ResultsState,
        snapshot.ResultsState is ResultsState.Listed ? ResultCounts.Of(snapshot.Results) : null);
}

/// <summary>How many rows the results have: <c>Listed = Mapped + MappingErrors + Neither</c>.</summary>
/// <param name="Mapped">With a job reference, and perhaps an error beside it.</param>
/// <param name="MappingErrors">With an error and no job reference.</param>
public readonly record struct ResultCounts(long Listed, long Mapped, long MappingErrors)
{
    public long Neither => Listed - Mapped - MappingErrors;

    public static ResultCounts Of(IReadOnlyList<FileResult> results) => new(
        results.Count,
        results.Count(result => result.JobId is not null),
        results.Count(result => result.JobId is null && result.MappingError is not null));
}
