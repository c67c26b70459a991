namespace BatchAudit.Emulator;

/// <summary>A job, with its whole life; what is known of it at a time is asked with that time.</summary>
internal sealed class Job(JobScript script, string word, JobChange[] changes)
{
    public required Batch Batch { get; init; }

    public required Place Place { get; init; }

    public required string? ErrorMessage { get; init; }

    /// <summary>Whose life this is, with times.</summary>
    public IReadOnlyList<JobChange> Changes => changes;

    public JobScript Script => script;

    public string Id => JobFate.GivenId(Batch, Place) ?? Batch.World.Ids.Text(Batch.JobKind, Place);

    public string FileId => Batch.FileId(Place.File);

    public DateTimeOffset CreatedAt => changes[0].At;

    /// <summary>Whether the server knows it; not before it was created, not after it was deleted.</summary>
    public bool ExistsAt(DateTimeOffset now) =>
        !script.NotFound && CreatedAt <= now && (script.Gone is not { } gone || now < Batch.CreatedAt + gone);

    public JobChange At(DateTimeOffset now) => changes.LastOrDefault(change => change.At <= now) ?? changes[0];

    public string? ErrorAt(DateTimeOffset now) => At(now).Status == word ? ErrorMessage : null;

    /// <summary>Null until completed.</summary>
    public decimal? CreditsAt(DateTimeOffset now) =>
        At(now).Status == BatchStatus.Completed ? script.Credits ?? PageCount * 10 : null;

    public int PageCount => 1 + (int)(Batch.World.Roll(Place, RollPurpose.Pages) % 12);
}

/// <summary>A status a job took on.</summary>
internal sealed record JobChange(DateTimeOffset At, string Status);
