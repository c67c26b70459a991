using System.Text.RegularExpressions;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// Holds tables, indexes and triggers against those of an empty history: a trigger that is gone guards nothing. Views are no evidence:
/// the program reads a history through its own, and whatever views stand in the file change nothing of what it says.
/// </summary>
internal static partial class SchemaComparison
{
    public static int CountOf(SqliteConnection scratch) => Objects(scratch).Count;

    public static IEnumerable<Fault> Differences(SqliteConnection history, SqliteConnection scratch)
    {
        var kept = Objects(history);
        var expected = Objects(scratch);

        foreach (var name in kept.Keys.Union(expected.Keys).Order(StringComparer.Ordinal))
        {
            var fault = (kept.GetValueOrDefault(name), expected.GetValueOrDefault(name)) switch
            {
                (null, _) => "is missing",
                (_, null) => "does not belong to a history",
                var (found, made) when found != made => "is not as it was made",
                _ => null,
            };

            if (fault is not null)
            {
                yield return new Fault("schema", $"The {name} {fault}.");
            }
        }
    }

    private static Dictionary<string, string> Objects(SqliteConnection connection) => connection
        .Query<(string Type, string Name, string Table, string? Sql)>(
            """
            select cast(type as text), cast(name as text), cast(tbl_name as text), cast(sql as text) from sqlite_schema
             where name not like 'sqlite!_stat%' escape '!' and type is not 'view'
            """)
        .GroupBy(made => $"{made.Type} {made.Name}", made => $"{made.Table} {Plain(made.Type, made.Sql ?? "")}")
        .ToDictionary(made => made.Key, made => string.Join('\n', made));

    /// <summary>
    /// Word by word, without comments and layout. In a table's text, a column or a table that a migration named stands elsewhere, or in
    /// quotes, and means the same; in a trigger, quotes could make a text of a word.
    /// </summary>
    private static string Plain(string type, string sql) => string.Join(' ', Token().Matches(sql)
        .Where(token => !token.Value.StartsWith("--", StringComparison.Ordinal) && !token.Value.StartsWith("/*", StringComparison.Ordinal))
        .Select(token => type == "table" ? token.Value.Trim('"') : token.Value));

    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*[\s\S]*?\*/|\w+|[^\s\w]""")]
    private static partial Regex Token();
}
