namespace BatchAudit.Listening;

/// <summary>
/// The server's word that something happened to a batch. It is only a hint: what happened, and in which order, is read from
/// the server, so that a late, repeated or forged notice can at most cost one more look.
/// </summary>
/// <param name="EventId">The same when a notice is sent again; null when it has none, so that it cannot be told from another.</param>
public sealed record BatchNotice(string? EventId, string BatchId);

/// <summary>What became of a notice.</summary>
public enum NoticeFate
{
    /// <summary>Its batch will be read.</summary>
    Queued,

    /// <summary>Its event was queued before.</summary>
    Repeated,

    /// <summary>There is no room for it, or the program is ending. It is as if it never came: its sender should try again.</summary>
    Refused,
}
