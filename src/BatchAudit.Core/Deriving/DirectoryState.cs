namespace BatchAudit.Deriving;

/// <summary>What is known of a source directory itself: two that are equal are one version.</summary>
/// <param name="Found">False: the server knows no such directory; the rest is what it said before.</param>
/// <param name="Type"><c>user</c>, <c>index</c> or <c>ephemeral</c>, as sent.</param>
/// <param name="ExpiresAt">To the millisecond.</param>
/// <param name="DeletedAt">To the millisecond.</param>
public sealed record DirectoryState(bool Found, string? Name, string? Type, DateTimeOffset? ExpiresAt, DateTimeOffset? DeletedAt)
{
    private static readonly DirectoryState NeverFound = new(false, null, null, null, null);

    /// <param name="snapshot">Null: the server knows no such directory.</param>
    /// <param name="held">What was known before; null: nothing.</param>
    public static DirectoryState Of(DirectorySnapshot? snapshot, DirectoryState? held) => snapshot is null
        ? (held ?? NeverFound) with { Found = false }
        : new DirectoryState(true, snapshot.Name, snapshot.Type, Milliseconds.Of(snapshot.ExpiresAt), Milliseconds.Of(snapshot.DeletedAt));
}
