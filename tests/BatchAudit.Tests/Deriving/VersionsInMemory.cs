using BatchAudit.Deriving;

namespace BatchAudit.Tests.Deriving;

/// <summary>The versions of one kind of fact as plain data: begun and never removed, ended at most once.</summary>
internal sealed class VersionsInMemory<TKey, TVersion>(Func<TVersion, TKey> key)
    where TKey : notnull
    where TVersion : class
{
    private readonly Dictionary<TKey, TVersion> _valid = [];

    /// <summary>Every version that ever was, in the order they began.</summary>
    public List<TVersion> All { get; } = [];

    public IEnumerable<TVersion> Valid => _valid.Values;

    public TVersion? Find(TKey key) => _valid.GetValueOrDefault(key);

    public void Apply(VersionChange<TVersion> change)
    {
        if (change.Ended is { } ended)
        {
            Assert.True(_valid.Remove(key(ended), out var valid), $"{ended} is not valid");
            Assert.Equal(valid, ended);
        }

        if (change.Added is { } added)
        {
            Assert.True(_valid.TryAdd(key(added), added), $"{added} begins although another version is valid");
            All.Add(added);
        }
    }
}
