namespace BatchAudit.Integrity;

/// <summary>Copies a history that may be in use.</summary>
public interface IHistoryBackup
{
    /// <summary>A whole copy of one state of the history, in one file. Until it is known to be good, what was at the target stays.</summary>
    /// <exception cref="AuditException">
    /// Usage: the target is the history itself, or is there already and is not to be replaced. History: there is nothing to copy, it
    /// is damaged, or the target cannot be written.
    /// </exception>
    BackupReport CopyTo(string target, bool replace);
}

/// <param name="Observations">In the copy.</param>
/// <param name="Head">The hash of its newest observation; null when it has none.</param>
public sealed record BackupReport(long Observations, string? Head, long Bytes);
