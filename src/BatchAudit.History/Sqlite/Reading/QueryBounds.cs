using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.History.Sqlite;

/// <summary>How much memory a statement that somebody else wrote may take. What is sorted or put aside goes to a temporary file.</summary>
internal static class QueryBounds
{
    private const int MaxValueMegabytes = 64;

    // Two of the longest values at once, for a format takes a multiple of a row. Rows that wait are in temporary files, and
    // SQLite's cache takes 2 MB.
    private const int MaxMegabytes = 160;

    /// <summary>For as long as the connection is open.</summary>
    public static void Enforce(SqliteConnection connection) =>
        raw.sqlite3_limit(connection.Handle, raw.SQLITE_LIMIT_LENGTH, MaxValueMegabytes << 20);

    /// <summary>Of all connections of this process: SQLite knows no such bound for one of them.</summary>
    public static void EnforceOnProcess()
    {
        SQLitePCL.Batteries_V2.Init();
        raw.sqlite3_hard_heap_limit64((long)MaxMegabytes << 20);
    }

    /// <returns>Null when the failure is another one.</returns>
    public static AuditException? Refusal(int code) => (code & 0xFF) switch
    {
        raw.SQLITE_TOOBIG => new AuditException(
            FailureKind.Usage, $"A value that the query makes, or a row of them, is larger than {MaxValueMegabytes} MB.", "Ask for less of it, as with substr(), or for fewer rows in a group."),
        raw.SQLITE_NOMEM => new AuditException(
            FailureKind.Usage, $"The query takes more than {MaxMegabytes} MB of memory.", "Ask for fewer or shorter columns at once."),
        _ => null,
    };
}
