namespace BatchAudit.Deriving;

/// <summary>
/// What a listed result set changes: a row that is new or says something else begins a version, and one that is missing ends. In which
/// order the rows came means nothing.
/// </summary>
internal static class FileResultDerivation
{
    /// <param name="batch">Null: the batch was never observed.</param>
    public static List<VersionChange<FileResultVersion>> Derive(long seq, BatchSnapshot snapshot, IBatchFacts? batch, ErrorGroups errors)
    {
        // When orchestration failed there is no reliable list: it may add what was not known, but takes nothing back.
        var takesBack = snapshot.Status != BatchStatus.Failed;
        var held = new Dictionary<(string FileId, long Occurrence), FileResultVersion>();
        var changes = new List<VersionChange<FileResultVersion>>();

        foreach (var version in batch?.FileResults ?? [])
        {
            held.Add((version.Result.FileId, version.Occurrence), version);
        }

        foreach (var (result, occurrence) in ResultRows.InOrder(snapshot.Results))
        {
            if (held.Remove((result.FileId, occurrence), out var known) && (known.Result == result || !takesBack))
            {
                continue;
            }

            // A row that comes back was first seen when it first came.
            var firstSeq = known?.FirstSeq ?? batch?.FirstSeq(result.FileId, occurrence) ?? seq;
            changes.Add(new(known, new FileResultVersion(seq, result, occurrence, firstSeq, errors.Of("mapping", result.MappingError))));
        }

        if (takesBack)
        {
            changes.AddRange(held.Values.Select(missing => new VersionChange<FileResultVersion>(missing, null)));
        }

        return changes;
    }
}
