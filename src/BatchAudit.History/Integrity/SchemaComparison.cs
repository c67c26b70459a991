using System.Text.RegularExpressions;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Integrity;

/// <summary>Holds tables, indexes, triggers and views against those of an empty history: a trigger that is gone guards nothing.</summary>
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
             where name not like 'sqlite!_stat%' escape '!'
            """)
        .GroupBy(made => $"{made.Type} {made.Name}", made => $"{made.Table} {(made.Type == "table" ? Plain(made.Sql ?? "") : made.Sql)}")
        .ToDictionary(made => made.Key, made => string.Join('\n', made));

    /// <summary>Without comments and layout: a column that a migration added stands elsewhere in the text, and means the same.</summary>
    private static string Plain(string sql) => Space().Replace(Comment().Replace(sql, " "), "").Replace("\"", "", StringComparison.Ordinal);

    [GeneratedRegex("--.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
