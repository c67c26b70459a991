using System.Collections.Frozen;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// SQLite's own guards for a statement that somebody else wrote. The file is opened to be read only and <c>query_only</c> is on; this
/// also denies whatever could reach beyond it: other files, extensions, temporary tables, and pragmas that set something.
/// </summary>
internal static class ReadingOnly
{
    /// <summary>Pragmas that tell of tables and columns.</summary>
    private static readonly FrozenSet<string> Telling = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo", "foreign_key_list");

    /// <summary>Pragmas that tell of the file, as long as they are given no value.</summary>
    private static readonly FrozenSet<string> Asking = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "user_version", "application_id", "compile_options", "database_list", "function_list", "page_count", "page_size");

    private static readonly FrozenSet<string> Forbidden = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "load_extension", "fts3_tokenizer");

    /// <summary>For as long as the connection is open. Whatever it needs made, it has to have by now.</summary>
    public static void Enforce(SqliteConnection connection)
    {
        var database = connection.Handle!;
        raw.sqlite3_limit(database, raw.SQLITE_LIMIT_ATTACHED, 0);
        SqliteException.ThrowExceptionForRC(raw.sqlite3_set_authorizer(database, Judge, user_data: null), database);
    }

    // What is not known to be harmless is denied: SQLite may learn new things to do.
    private static int Judge(object? user, int action, string? first, string? second, string? database, string? view) => action switch
    {
        raw.SQLITE_SELECT or raw.SQLITE_READ or raw.SQLITE_RECURSIVE => raw.SQLITE_OK,
        raw.SQLITE_FUNCTION when !Forbidden.Contains(second!) => raw.SQLITE_OK,
        raw.SQLITE_PRAGMA when Telling.Contains(first!) || (second is null && Asking.Contains(first!)) => raw.SQLITE_OK,
        _ => raw.SQLITE_DENY,
    };
}
