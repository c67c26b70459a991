using BatchAudit.Checking;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Looks at a history as far as a few seconds allow. Whether it is true to its evidence takes longer to find out.</summary>
public static class HistoryChecks
{
    public static IReadOnlyList<Check> Run(string path)
    {
        try
        {
            return [.. HistoryPlace.HasContent(path) ? OfFile(path) : [None(path)], OfLock(path)];
        }
        catch (AuditException unusable)
        {
            return [Check.Fail("history", unusable)];
        }
    }

    private static Check None(string path) => Check.Warn("history", $"There is no history at '{path}'.", "The first run makes one; or name another file with --history.");

    private static Check[] OfFile(string path)
    {
        SqliteConnection connection;

        try
        {
            connection = HistoryFile.OpenToRead(path);
        }
        catch (AuditException failure)
        {
            return [Check.Fail("history", failure)];
        }

        using (connection)
        {
            try
            {
                return HistoryFile.Guarded(path, () => OfOpened(path, connection));
            }
            catch (AuditException damaged)
            {
                return [Check.Fail("integrity", damaged)];
            }
        }
    }

    private static Check[] OfOpened(string path, SqliteConnection connection)
    {
        var integrity = Integrity(path, connection);
        Check[] sound = [Layout(path, connection), integrity];

        // What stands in a damaged file can be anything.
        return integrity.State is CheckState.Ok ? [.. sound, Chain(path, connection)] : sound;
    }

    private static Check Layout(string path, SqliteConnection connection) => Check.Ok(
        "history", FormattableString.Invariant($"'{path}' has layout {connection.ExecuteScalar<long>("pragma user_version")} of {HistoryFile.SchemaVersion}."));

    private static Check Integrity(string path, SqliteConnection connection)
    {
        var said = connection.QueryFirst<string>("pragma quick_check(1)");

        return said == "ok"
            ? Check.Ok("integrity", "SQLite finds the file sound.")
            : Check.Fail("integrity", new AuditException(FailureKind.History, $"'{path}' is damaged: {said}", "Bring back a backup, or start a new one with --history."));
    }

    private static Check Chain(string path, SqliteConnection connection)
    {
        var (count, newest) = connection.QuerySingle<(long, long)>("select count(*), coalesce(max(seq), 0) from observation");
        var head = connection.ExecuteScalar<string?>("select hash from observation order by seq desc limit 1");

        return count == newest
            ? Check.Ok("chain", FormattableString.Invariant($"{count} observations; the head is {head ?? "none yet"}."))
            : Check.Fail("chain", new AuditException(
                FailureKind.History,
                FormattableString.Invariant($"'{path}' has {count} observations, and the newest is number {newest}: some are gone."),
                "Bring back a backup: somebody took rows away."));
    }

    private static Check OfLock(string path) => HistoryLock.Look(path) switch
    {
        { IsKnown: false } => Check.Warn("lock", "Whether a run goes on cannot be told: its lock is another user's.", "Look as the user who keeps the history."),
        { IsHeld: false } => Check.Ok("lock", "Free."),
        { Holder: { } process } => Check.Warn(
            "lock", FormattableString.Invariant($"Process {process} is writing."), "Let it finish, with --lock-wait; or end it: nothing that is stored is lost."),
        _ => Check.Warn("lock", "Another process is writing.", "Let it finish, with --lock-wait; `fuser` or `lsof` on the lock file names it."),
    };
}
