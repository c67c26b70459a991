using BatchAudit.Collecting;
using BatchAudit.Deriving;

namespace BatchAudit.Tests.Deriving;

/// <summary>What a history would hold, as plain data: changes are applied to it, and it answers what the rules look up.</summary>
internal sealed class FactsInMemory : IHeldFacts
{
    private readonly Derivation _derivation;
    private readonly VersionsInMemory<string, JobTimesVersion> _jobTimes = new(version => version.Times.JobId);
    private readonly VersionsInMemory<(TimeOwner Owner, string Field), UnreadableTimeVersion> _unreadableTimes =
        new(version => (version.Owner, version.Time.Field));

    private long _seq;

    public FactsInMemory() => _derivation = new Derivation(this);

    public Dictionary<string, BatchInMemory> Batches { get; } = [];

    public Dictionary<string, DirectoryInMemory> Directories { get; } = [];

    public List<string> ErrorGroups { get; } = [];

    public List<string> UnknownFields { get; } = [];

    /// <summary>What the next observation would change.</summary>
    public TChanges Derive<TChanges>(Observation observation)
        where TChanges : Changes => Assert.IsType<TChanges>(_derivation.Derive(_seq + 1, observation), exactMatch: false);

    /// <summary>Derives the observation, and holds from now on what it changes.</summary>
    public TChanges Observe<TChanges>(Observation observation)
        where TChanges : Changes => Assert.IsType<TChanges>(Observe(_seq + 1, observation), exactMatch: false);

    /// <param name="seq">The observation's number, where a chain has others in between.</param>
    public Changes Observe(long seq, Observation observation)
    {
        var changes = _derivation.Derive(seq, observation);
        _seq = seq;
        Apply(changes);
        return changes;
    }

    public IBatchFacts? Batch(string batchId) => Batches.GetValueOrDefault(batchId);

    public IDirectoryFacts? Directory(string directoryId) => Directories.GetValueOrDefault(directoryId);

    public JobTimesVersion? JobTimes(string jobId) => _jobTimes.Find(jobId);

    public IReadOnlyList<UnreadableTimeVersion> UnreadableTimes(TimeOwner owner) =>
        [.. _unreadableTimes.Valid.Where(version => version.Owner == owner)];

    public bool HasErrorGroup(string errorGroup) => ErrorGroups.Contains(errorGroup);

    public bool HasUnknownField(string field) => UnknownFields.Contains(field);

    public long CountUnknownFields() => UnknownFields.Count;

    private void Apply(Changes changes)
    {
        ErrorGroups.AddRange(changes.ErrorGroups.Select(group => group.ErrorGroup));
        UnknownFields.AddRange(changes.UnknownFields);
        changes.UnreadableTimes.ToList().ForEach(_unreadableTimes.Apply);

        switch (changes)
        {
            case BatchChanges batch:
                Apply(batch);
                break;
            case JobChanges jobs:
                Apply(jobs);
                break;
            case JobTimesChanges times:
                times.Jobs.ToList().ForEach(_jobTimes.Apply);
                break;
            case DirectoryChanges directory:
                Apply(directory);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(changes));
        }
    }

    private void Apply(BatchChanges changes)
    {
        if (changes.Batch is not null)
        {
            Batches.Add(changes.BatchId, new BatchInMemory());
        }

        var batch = Batches[changes.BatchId];
        batch.State = Replace(batch.State, changes.State);
        changes.FileResults.ToList().ForEach(batch.Results.Apply);
    }

    private void Apply(JobChanges changes)
    {
        var batch = Batches[changes.BatchId];
        changes.Jobs.ToList().ForEach(batch.Jobs.Apply);

        foreach (var jobId in changes.NotFound)
        {
            batch.NotFound[jobId] = changes.Seq;
        }
    }

    private void Apply(DirectoryChanges changes)
    {
        if (changes.IsNew)
        {
            Directories.Add(changes.DirectoryId, new DirectoryInMemory());
        }

        var directory = Directories[changes.DirectoryId];
        directory.State = Replace(directory.State, changes.State);
        changes.Files.ToList().ForEach(directory.Files.Apply);
        directory.IsListed |= changes.IsListed;
    }

    private static TVersion? Replace<TVersion>(TVersion? held, VersionChange<TVersion>? change)
        where TVersion : class
    {
        if (change is not { } known)
        {
            return held;
        }

        Assert.Equal(held, known.Ended);
        return known.Added;
    }
}

internal sealed class BatchInMemory : IBatchFacts
{
    public BatchStateVersion? State { get; set; }

    public VersionsInMemory<(string FileId, long Occurrence), FileResultVersion> Results { get; } =
        new(version => (version.Result.FileId, version.Occurrence));

    public VersionsInMemory<string, JobVersion> Jobs { get; } = new(version => version.Job.JobId);

    /// <summary>The newest observation that did not find a job, by its id.</summary>
    public Dictionary<string, long> NotFound { get; } = [];

    public IEnumerable<FileResultVersion> FileResults => Results.Valid;

    public long? FirstSeq(string fileId, long occurrence) => Results.All
        .Where(version => version.Result.FileId == fileId && version.Occurrence == occurrence)
        .Min(version => (long?)version.FirstSeq);

    public bool Names(string jobId) => Results.All.Exists(version => version.Result.JobId == jobId);

    public JobVersion? Job(string jobId) => Jobs.Find(jobId);
}

internal sealed class DirectoryInMemory : IDirectoryFacts
{
    public DirectoryStateVersion? State { get; set; }

    /// <summary>Its files were listed to the end once.</summary>
    public bool IsListed { get; set; }

    public VersionsInMemory<string, DirectoryFileVersion> Files { get; } = new(version => version.File.FileId);

    public DirectoryFileVersion? File(string fileId) => Files.Find(fileId);
}
