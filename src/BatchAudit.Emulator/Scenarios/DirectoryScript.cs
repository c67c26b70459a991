namespace BatchAudit.Emulator;

/// <summary>The source directory of a batch. Offsets are from the batch's <c>created_at</c>.</summary>
public sealed record DirectoryScript
{
    public string? Id { get; set; }

    /// <summary><c>{b}</c> stands for the batch's number.</summary>
    public string Name { get; set; } = "directory-{b:0000}";

    /// <summary><c>user</c>, <c>index</c> or <c>ephemeral</c>.</summary>
    public string Type { get; set; } = "user";

    /// <summary>What <c>expires_at</c> says; nothing happens then unless <see cref="Gone"/> says so too.</summary>
    public TimeSpan? Expires { get; set; }

    /// <summary>From then on <c>deleted_at</c> is set.</summary>
    public TimeSpan? Deleted { get; set; }

    /// <summary>From then on the directory and its files answer 404.</summary>
    public TimeSpan? Gone { get; set; }
}
