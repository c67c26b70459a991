namespace BatchAudit.Tests.Collecting;

/// <summary>What <see cref="FakeHistory"/> knows of a source directory.</summary>
internal sealed class FakeDirectory
{
    private readonly Dictionary<string, DirectoryFileSnapshot> _files = new(StringComparer.Ordinal);
    private DirectorySnapshot? _said;
    private bool? _isFound;
    private bool _isListed;

    /// <summary>Nothing more is to be learned: its files were listed to the end, or it is not found.</summary>
    public bool IsSettled => _isListed || _isFound is false;

    /// <param name="said">Null: it is not found.</param>
    /// <returns>Whether it was news.</returns>
    public bool Take(DirectorySnapshot? said)
    {
        var (wasFound, known) = (_isFound, _said);
        _isFound = said is not null;
        _said = said is null ? known : said with { UnreadableTimes = [] };
        return wasFound != _isFound || known != _said;
    }

    /// <returns>Whether it was news.</returns>
    public bool Take(DirectoryFilesPage page)
    {
        _isListed |= page.IsLast;
        return page.Files.Reverse().DistinctBy(file => file.FileId).Select(Take).ToList().Contains(true);
    }

    private bool Take(DirectoryFileSnapshot file)
    {
        var isKnown = _files.TryGetValue(file.FileId, out var known);

        // That a file is not deleted is said by leaving it out.
        var said = new DirectoryFileSnapshot(
            file.FileId, file.Name ?? known.Name, file.UniqueId ?? known.UniqueId, file.DocumentId ?? known.DocumentId, file.CreatedAt ?? known.CreatedAt, file.DeletedAt);

        _files[file.FileId] = said;
        return !isKnown || said != known;
    }
}
