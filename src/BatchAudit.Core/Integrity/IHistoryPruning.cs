namespace BatchAudit.Integrity;

/// <summary>Drops the bodies of old payloads. Their hashes stay, and everything that was derived from them.</summary>
public interface IHistoryPruning
{
    /// <summary>What <see cref="Prune"/> would drop.</summary>
    PruningReport Plan(DateTimeOffset olderThan);

    /// <summary>Drops them, records that in the chain, and gives the space back to the disk. Does nothing when there is nothing to drop.</summary>
    /// <exception cref="AuditException">Locked: a run is writing. History: there is none, or the disk is too full to make it smaller.</exception>
    PruningReport Prune(DateTimeOffset olderThan, DateTimeOffset now);
}

/// <param name="UpToSeq">No observation after this one is touched; 0 when all are younger.</param>
/// <param name="Payloads">Bodies: those that no younger observation refers to, and that are not documents of our own.</param>
/// <param name="Bytes">As they are stored, compressed.</param>
public sealed record PruningReport(long UpToSeq, long Payloads, long Bytes);
