using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>Everything that was answered about one source directory.</summary>
internal sealed class DirectoryStory
{
    private readonly List<DirectoryFileSnapshot> _files = [];
    private readonly List<Told> _listings = [];

    public DirectoryStory(string directoryId, IEnumerable<Told> told)
    {
        DirectoryId = directoryId;

        foreach (var one in told)
        {
            switch (one.What)
            {
                case DirectoryObservation { Snapshot: null }:
                    Note(one, State, found: false);
                    break;
                case DirectoryObservation { Snapshot: { } said }:
                    Note(one, said, found: true);
                    break;
                case DirectoryFilesObservation { Page: var page }:
                    page.Files.GroupBy(file => file.FileId).ToList().ForEach(file => Note(file.Last()));

                    if (page.IsLast)
                    {
                        _listings.Add(one);
                    }

                    break;
            }
        }
    }

    public string DirectoryId { get; }

    /// <summary>Null while nobody asked for the directory itself.</summary>
    public bool? Found { get; private set; }

    /// <summary>As last heard; of a directory that is gone as it was before.</summary>
    public DirectorySnapshot? State { get; private set; }

    /// <summary>Since when it is so.</summary>
    public long StateSince { get; private set; }

    /// <summary>Every file ever seen in it, as last heard.</summary>
    public IReadOnlyList<DirectoryFileSnapshot> Files => _files;

    /// <summary>The listings that were read to their end.</summary>
    public IReadOnlyList<Told> Listings => _listings;

    private void Note(Told one, DirectorySnapshot? said, bool found)
    {
        // Times that cannot be read are a story of their own.
        var facts = said is null ? null : said with { UnreadableTimes = [] };

        if (Found != found || State != facts)
        {
            (Found, State, StateSince) = (found, facts, one.Seq);
        }
    }

    /// <summary>What an answer leaves out it does not take back, but for the deletion.</summary>
    private void Note(DirectoryFileSnapshot said)
    {
        var n = _files.FindIndex(file => file.FileId == said.FileId);

        if (n < 0)
        {
            _files.Add(said);
            return;
        }

        var known = _files[n];
        _files[n] = new DirectoryFileSnapshot(
            said.FileId, said.Name ?? known.Name, said.UniqueId ?? known.UniqueId, said.DocumentId ?? known.DocumentId,
            said.CreatedAt ?? known.CreatedAt, said.DeletedAt)
        {
            UnreadableTimes = said.UnreadableTimes,
        };
    }
}
