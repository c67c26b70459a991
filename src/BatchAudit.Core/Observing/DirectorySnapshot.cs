namespace BatchAudit;

/// <summary>What one answer said of a source directory (contract, section 3.1).</summary>
/// <param name="Type"><c>user</c>, <c>index</c> or <c>ephemeral</c>, as sent; an ephemeral one is cleaned up by itself.</param>
public sealed record DirectorySnapshot(
    string DirectoryId, string? Name, string? Type, DateTimeOffset? ExpiresAt, DateTimeOffset? DeletedAt)
{
    /// <summary>Times that are null here although something was sent.</summary>
    public IReadOnlyList<UnreadableTime> UnreadableTimes { get; init; } = [];
}

/// <summary>A file of a source directory as a listing shows it: what is there now, not when a batch began (contract, section 3.2).</summary>
/// <param name="FileId">The directory file (<c>dfl-…</c>), by which results name it.</param>
/// <param name="Name">The display name, which several files may share.</param>
/// <param name="UniqueId">Unique within the directory; the same document in another directory may have the same.</param>
/// <param name="DocumentId">The underlying file, which several directories may hold.</param>
/// <param name="DeletedAt">Set once the file is deleted. One that cannot be read leaves it open whether and when that was.</param>
public readonly record struct DirectoryFileSnapshot(
    string FileId, string? Name, string? UniqueId, string? DocumentId, DateTimeOffset? CreatedAt, DateTimeOffset? DeletedAt)
{
    /// <summary>Times that are null here although something was sent.</summary>
    public IReadOnlyList<UnreadableTime> UnreadableTimes { get; init; } = [];
}

/// <summary>A page of a directory's listing.</summary>
/// <param name="IsLast">Whether the listing is complete with it.</param>
public sealed record DirectoryFilesPage(IReadOnlyList<DirectoryFileSnapshot> Files, bool IsLast);
