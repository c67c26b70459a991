namespace BatchAudit.Deriving;

/// <summary>
/// What answers about a source directory and its files change. A file once seen in a directory stays known: that a later listing lacks
/// it, or that the directory is gone, takes nothing back.
/// </summary>
internal static class DirectoryDerivation
{
    /// <param name="snapshot">Null: there is no such directory.</param>
    public static DirectoryChanges Derive(long seq, string directoryId, DirectorySnapshot? snapshot, IHeldFacts held)
    {
        var directory = held.Directory(directoryId);
        var known = directory?.State;
        var said = DirectoryState.Of(snapshot, known?.State);
        var owner = TimeOwner.Directory(directoryId);

        return new DirectoryChanges(seq, directoryId, IsNew: directory is null)
        {
            State = said == known?.State ? null : new(known, new DirectoryStateVersion(seq, said)),

            // That there is no such directory says nothing of its times.
            UnreadableTimes = snapshot is null
                ? []
                : UnreadableTimeDerivation.Derive(seq, owner, snapshot.UnreadableTimes, held.UnreadableTimes(owner)),
        };
    }

    public static DirectoryChanges Derive(long seq, string directoryId, DirectoryFilesPage page, IHeldFacts held)
    {
        var directory = held.Directory(directoryId);
        var versions = new List<VersionChange<DirectoryFileVersion>>();
        var unreadable = new List<VersionChange<UnreadableTimeVersion>>();

        foreach (var file in LatestAnswers.OfEach(page.Files, file => file.FileId))
        {
            var owner = TimeOwner.DirectoryFile(directoryId, file.FileId);
            var known = directory?.File(file.FileId);
            var said = Complete(file, known?.File);

            if (said != known?.File)
            {
                versions.Add(new(known, new DirectoryFileVersion(seq, said)));
            }

            unreadable.AddRange(UnreadableTimeDerivation.Derive(seq, owner, file.UnreadableTimes, held.UnreadableTimes(owner)));
        }

        return new DirectoryChanges(seq, directoryId, IsNew: directory is null)
        {
            Files = versions,
            IsListed = page.IsLast,
            UnreadableTimes = unreadable,
        };
    }

    /// <summary>What an answer leaves out it does not take back; but a file that is listed as not deleted has come back.</summary>
    private static DirectoryFileSnapshot Complete(DirectoryFileSnapshot file, DirectoryFileSnapshot? known) => new(
        file.FileId,
        file.Name ?? known?.Name,
        file.UniqueId ?? known?.UniqueId,
        file.DocumentId ?? known?.DocumentId,
        Milliseconds.Of(file.CreatedAt) ?? known?.CreatedAt,
        Milliseconds.Of(file.DeletedAt));
}
