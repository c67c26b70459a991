namespace BatchAudit.Deriving;

/// <summary>
/// What a history holds before the observation that is being derived. Each lookup is by key, so that memory is that of one
/// observation, however long the history is.
/// </summary>
public interface IHeldFacts
{
    /// <returns>Null: the batch was never observed.</returns>
    IBatchFacts? Batch(string batchId);

    /// <returns>Null: the directory was never asked for.</returns>
    IDirectoryFacts? Directory(string directoryId);

    /// <returns>The version that is valid; null: no data point of the job was ever sent.</returns>
    JobTimesVersion? JobTimes(string jobId);

    /// <returns>Those that are valid, one a field, in any order.</returns>
    IReadOnlyList<UnreadableTimeVersion> UnreadableTimes(TimeOwner owner);

    bool HasErrorGroup(string errorGroup);

    bool HasUnknownField(string field);

    long CountUnknownFields();
}

/// <summary>What a history holds of one batch.</summary>
public interface IBatchFacts
{
    /// <summary>The version that is valid.</summary>
    BatchStateVersion? State { get; }

    /// <summary>The versions that are valid, one per file and occurrence, in any order.</summary>
    IEnumerable<FileResultVersion> FileResults { get; }

    /// <returns>The observation that first had this row, valid or not; null: none had.</returns>
    long? FirstSeq(string fileId, long occurrence);

    /// <summary>Whether any version of the batch's results, valid or not, names the job.</summary>
    bool Names(string jobId);

    /// <returns>The version that is valid; null: the job was never answered.</returns>
    JobVersion? Job(string jobId);
}

/// <summary>What a history holds of one source directory.</summary>
public interface IDirectoryFacts
{
    /// <summary>The version that is valid; null: only the directory's files were ever answered.</summary>
    DirectoryStateVersion? State { get; }

    /// <returns>The version that is valid; null: the file was never listed.</returns>
    DirectoryFileVersion? File(string fileId);
}
