using BatchAudit.Files;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Copies the history in one SQLite file by <c>VACUUM INTO</c>, which neither waits for a run that writes nor keeps it waiting.</summary>
public sealed class HistoryBackup(string path) : IHistoryBackup
{
    public BackupReport CopyTo(string target, bool replace)
    {
        using var history = HistoryFile.OpenToRead(path);

        RequireTarget(path, target, replace);
        return Copy(history, path, target);
    }

    /// <exception cref="AuditException">Usage: the target is the history itself, or is there already and is not to be replaced. Locked: a run writes to it.</exception>
    internal static void RequireTarget(string path, string target, bool replace)
    {
        if (Place.Canonical(target) == Place.Canonical(path))
        {
            throw new AuditException(FailureKind.Usage, $"'{target}' is the history itself.", "Name another file.");
        }

        if (SideFiles.Of(Place.Resolve(path)).Concat(HistoryLock.FilesOf(path)).Select(Place.Canonical).Contains(Place.Canonical(target), StringComparer.Ordinal))
        {
            throw new AuditException(FailureKind.Usage, $"'{target}' belongs to the history '{path}': answers may stand in it, or the lock.", "Name another file.");
        }

        ReplacedFile.RequireReplaceable(target);

        if (!replace && File.Exists(target))
        {
            throw new AuditException(FailureKind.Usage, $"'{target}' is there already.", "Name another file, or replace it with --force.");
        }

        var state = LockState.Of(target);

        if (!state.IsKnown)
        {
            throw new AuditException(FailureKind.Locked, $"Whether a run is writing to '{target}' cannot be told: its lock is another user's.", "Name another file, or try as the user who keeps it.");
        }

        if (state.IsHeld)
        {
            throw new AuditException(FailureKind.Locked, $"A run is writing to '{target}'.", "Name another file, or try again when it has finished.");
        }
    }

    /// <summary>What SQLite left beside whatever stood there goes with it.</summary>
    internal static void PutInPlace(ReplacedFile file, string target)
    {
        if (File.Exists(target))
        {
            SideFiles.Delete(target);
        }
        else
        {
            SideFiles.SetAside(target);
        }

        file.Commit();
    }

    /// <summary>Written beside the target and put in its place once it was read again.</summary>
    internal static BackupReport Copy(SqliteConnection history, string path, string target)
    {
        try
        {
            using var file = new ReplacedFile(target);
            // SQLite writes to it by its name, and only as long as nothing is in it.
            file.Stream.Dispose();
            SideFiles.Delete(file.Partial);
            HistoryFile.Guarded(path, () => history.Execute("vacuum into @partial", new { partial = file.Partial }));
            var report = Check(file.Partial);

            PutInPlace(file, target);
            return report;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.History, $"The copy '{target}' cannot be written: {failure.Message}", "Name a file in a folder that can be written.", failure);
        }
    }

    private static BackupReport Check(string copy)
    {
        using var connection = HistoryFile.Connect(copy, SqliteOpenMode.ReadOnly);

        return HistoryFile.Guarded(copy, () =>
        {
            if (connection.ExecuteScalar<string>("pragma integrity_check(1)") is not "ok" and var damage)
            {
                throw new AuditException(FailureKind.History, $"The copy is damaged: {damage}.", "Verify the history.");
            }

            var (seq, head) = connection.QuerySingleOrDefault<(long, string?)>("select seq, hash from observation order by seq desc limit 1");
            return new BackupReport(seq, head, new FileInfo(copy).Length);
        });
    }
}
