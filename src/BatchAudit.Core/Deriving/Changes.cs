namespace BatchAudit.Deriving;

/// <summary>
/// All that one observation changes in the facts that a history holds: rows to add and versions to end. Error groups come first, for
/// other rows name them.
/// </summary>
/// <param name="Seq">The observation: every version that is added begins with it, every one that is ended ends with it.</param>
public abstract record Changes(long Seq)
{
    public IReadOnlyList<NewErrorGroup> ErrorGroups { get; init; } = [];

    /// <summary>Fields that no answer had before.</summary>
    public IReadOnlyList<string> UnknownFields { get; init; } = [];

    public IReadOnlyList<VersionChange<UnreadableTimeVersion>> UnreadableTimes { get; init; } = [];

    /// <summary>
    /// Whether a version begins or ends. A field that is new to us, and that a job is not found or a directory listed once more, are
    /// recorded and say nothing new.
    /// </summary>
    public virtual bool IsNews => UnreadableTimes.Count > 0;
}

/// <param name="Batch">Null: it is held already.</param>
/// <param name="State">Null: it is as it was.</param>
public sealed record BatchChanges(
    long Seq, string BatchId, NewBatch? Batch, VersionChange<BatchStateVersion>? State, IReadOnlyList<VersionChange<FileResultVersion>> FileResults)
    : Changes(Seq)
{
    public override bool IsNews => State is not null || FileResults.Count > 0 || base.IsNews;
}

/// <param name="NotFound">Ids of jobs whose row in <c>job_not_found</c> is to be added.</param>
public sealed record JobChanges(long Seq, string BatchId, IReadOnlyList<VersionChange<JobVersion>> Jobs, IReadOnlyList<string> NotFound)
    : Changes(Seq)
{
    public override bool IsNews => Jobs.Count > 0 || base.IsNews;
}

public sealed record JobTimesChanges(long Seq, IReadOnlyList<VersionChange<JobTimesVersion>> Jobs) : Changes(Seq)
{
    public override bool IsNews => Jobs.Count > 0 || base.IsNews;
}

/// <param name="IsNew">Whether the directory itself is to be added.</param>
public sealed record DirectoryChanges(long Seq, string DirectoryId, bool IsNew) : Changes(Seq)
{
    /// <summary>Null: it is as it was, or was not asked for.</summary>
    public VersionChange<DirectoryStateVersion>? State { get; init; }

    public IReadOnlyList<VersionChange<DirectoryFileVersion>> Files { get; init; } = [];

    /// <summary>Whether a listing of the directory's files ends here, so that its row in <c>directory_listing</c> is to be added.</summary>
    public bool IsListed { get; init; }

    public override bool IsNews => State is not null || Files.Count > 0 || base.IsNews;
}

/// <summary>A row of <c>batch</c>: what never changes about it, as the first answer said it.</summary>
/// <param name="CreatedAt">To the millisecond; null when it was not sent or is no time.</param>
public sealed record NewBatch(DateTimeOffset? CreatedAt);

/// <summary>A row of <c>error_group</c>.</summary>
/// <param name="Layer"><c>mapping</c> or <c>job</c>.</param>
/// <param name="Sample">The first message of the group.</param>
public sealed record NewErrorGroup(string ErrorGroup, string Layer, string Sample);
