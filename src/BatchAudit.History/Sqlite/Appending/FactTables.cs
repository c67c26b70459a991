using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The tables of all that is derived from answers: looks up what they hold, and applies changes to them.</summary>
internal sealed class FactTables(SqliteConnection connection) : IHeldFacts, IDisposable
{
    private readonly BatchTable _batches = new(connection);
    private readonly BatchStateTable _batchStates = new(connection);
    private readonly FileResultTable _fileResults = new(connection);
    private readonly JobStateTable _jobStates = new(connection);
    private readonly JobTimesTable _jobTimes = new(connection);
    private readonly DirectoryTable _directories = new(connection);
    private readonly DirectoryStateTable _directoryStates = new(connection);
    private readonly DirectoryFileTable _directoryFiles = new(connection);
    private readonly ErrorGroupTable _errorGroups = new(connection);
    private readonly UnknownFieldTable _unknownFields = new(connection);
    private readonly UnreadableTimeTable _unreadableTimes = new(connection);

    public IBatchFacts? Batch(string batchId) =>
        _batches.Key(batchId) is { } key ? new BatchFacts(key, _batchStates, _fileResults, _jobStates) : null;

    public IDirectoryFacts? Directory(string directoryId) =>
        _directories.Key(directoryId) is { } key ? new DirectoryFacts(key, _directoryStates, _directoryFiles) : null;

    public JobTimesVersion? JobTimes(string jobId) => _jobTimes.Valid(jobId);

    public IReadOnlyList<UnreadableTimeVersion> UnreadableTimes(TimeOwner owner) => _unreadableTimes.Valid(owner);

    public bool HasErrorGroup(string errorGroup) => _errorGroups.Has(errorGroup);

    public bool HasUnknownField(string field) => _unknownFields.Has(field);

    public long CountUnknownFields() => _unknownFields.Count();

    public void Apply(Changes changes)
    {
        foreach (var group in changes.ErrorGroups)
        {
            _errorGroups.Add(changes.Seq, group);
        }

        foreach (var field in changes.UnknownFields)
        {
            _unknownFields.Add(changes.Seq, field);
        }

        foreach (var change in changes.UnreadableTimes)
        {
            _unreadableTimes.Apply(changes.Seq, change);
        }

        switch (changes)
        {
            case BatchChanges batch:
                Apply(batch);
                break;
            case JobChanges jobs:
                Apply(jobs);
                break;
            case JobTimesChanges times:
                Apply(times);
                break;
            case DirectoryChanges directory:
                Apply(directory);
                break;
            default:
                throw new NotSupportedException($"The history has no tables for {changes.GetType().Name}.");
        }
    }

    public void Dispose()
    {
        _unreadableTimes.Dispose();
        _unknownFields.Dispose();
        _errorGroups.Dispose();
        _directoryFiles.Dispose();
        _directoryStates.Dispose();
        _directories.Dispose();
        _jobTimes.Dispose();
        _jobStates.Dispose();
        _fileResults.Dispose();
        _batchStates.Dispose();
        _batches.Dispose();
    }

    private void Apply(BatchChanges changes)
    {
        var key = changes.Batch is { } added ? _batches.Add(changes.Seq, changes.BatchId, added) : BatchKey(changes.BatchId);

        if (changes.State is { } state)
        {
            _batchStates.Apply(changes.Seq, key, state);
        }

        foreach (var change in changes.FileResults)
        {
            _fileResults.Apply(changes.Seq, key, change);
        }
    }

    private void Apply(JobChanges changes)
    {
        var key = BatchKey(changes.BatchId);

        foreach (var change in changes.Jobs)
        {
            _jobStates.Apply(changes.Seq, key, change);
        }

        foreach (var jobId in changes.NotFound)
        {
            _jobStates.AddNotFound(changes.Seq, key, jobId);
        }
    }

    private void Apply(JobTimesChanges changes)
    {
        foreach (var change in changes.Jobs)
        {
            _jobTimes.Apply(changes.Seq, change);
        }
    }

    private void Apply(DirectoryChanges changes)
    {
        var key = changes.IsNew ? _directories.Add(changes.Seq, changes.DirectoryId) : DirectoryKey(changes.DirectoryId);

        if (changes.State is { } state)
        {
            _directoryStates.Apply(changes.Seq, key, state);
        }

        foreach (var change in changes.Files)
        {
            _directoryFiles.Apply(changes.Seq, key, change);
        }

        if (changes.IsListed)
        {
            _directories.AddListing(changes.Seq, key);
        }
    }

    private long BatchKey(string batchId) =>
        _batches.Key(batchId) ?? throw new InvalidOperationException($"Batch {batchId} is not held.");

    private long DirectoryKey(string directoryId) =>
        _directories.Key(directoryId) ?? throw new InvalidOperationException($"Directory {directoryId} is not held.");

    private sealed class BatchFacts(long key, BatchStateTable states, FileResultTable results, JobStateTable jobs) : IBatchFacts
    {
        public BatchStateVersion? State => states.Valid(key);

        public IEnumerable<FileResultVersion> FileResults => results.Valid(key);

        public long? FirstSeq(string fileId, long occurrence) => results.FirstSeq(key, fileId, occurrence);

        public bool Names(string jobId) => results.Names(key, jobId);

        public JobVersion? Job(string jobId) => jobs.Valid(key, jobId);
    }

    private sealed class DirectoryFacts(long key, DirectoryStateTable states, DirectoryFileTable files) : IDirectoryFacts
    {
        public DirectoryStateVersion? State => states.Valid(key);

        public DirectoryFileVersion? File(string fileId) => files.Valid(key, fileId);
    }
}
