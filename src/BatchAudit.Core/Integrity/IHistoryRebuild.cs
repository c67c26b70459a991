namespace BatchAudit.Integrity;

/// <summary>Derives everything in a history anew from the answers that it keeps.</summary>
public interface IHistoryRebuild
{
    /// <summary>
    /// Writes a fresh history with the same answers and the same chain, and with facts as this program derives them. The history itself
    /// is not written to. Where the facts were derived by another version, one observation is added, which says so.
    /// </summary>
    /// <param name="now">When that observation is made.</param>
    /// <exception cref="AuditException">
    /// Usage: the target is the history or belongs to it, or is there already and is not to be replaced; or an answer was pruned whose rows
    /// another version derived. Verification: the chain or an answer is
    /// broken. History: there is nothing to rebuild, or the target cannot be written.
    /// </exception>
    RebuildReport RebuildTo(string target, bool replace, DateTimeOffset now);
}

/// <param name="Observations">In the fresh history.</param>
/// <param name="Head">The hash of its newest observation; null when it has none.</param>
/// <param name="Underivable">Observations whose answer was pruned: what they say is taken as it stands.</param>
/// <param name="Differences">By table, in the order of the schema; empty when every row is the same.</param>
/// <param name="LeftOut">Views of others in the history, by name: the fresh one does not have them.</param>
public sealed record RebuildReport(
    long Observations, string? Head, long Underivable, IReadOnlyList<RebuiltTable> Differences, IReadOnlyList<string> LeftOut);

/// <param name="Gone">Rows of the history that the fresh one does not have.</param>
/// <param name="New">Rows of the fresh one that the history does not have.</param>
public sealed record RebuiltTable(string Name, long Gone, long New);
