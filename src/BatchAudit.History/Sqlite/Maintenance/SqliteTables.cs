using BatchAudit.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The tables of a history, and their rows as they are gone through once more.</summary>
internal static class SqliteTables
{
    public static IReadOnlyList<TableShape> Shapes(SqliteConnection connection) =>
    [
        .. connection.Query<(string Table, string Column, long Key)>(
            """
            select t.name, c.name, c.pk from sqlite_schema t, pragma_table_info(t.name) c
             where t.type = 'table' and t.name not like 'sqlite%' and not (t.name = 'payload' and c.name = 'body')
             order by t.rowid, c.cid
            """)
            .GroupBy(column => column.Table, (table, columns) => (Table: table, Columns: columns.ToList()))
            .Select(table => new TableShape(
                table.Table,
                [.. table.Columns.Select(column => column.Column)],
                [.. table.Columns.Where(column => column.Key > 0).OrderBy(column => column.Key).Select(column => column.Column)])),
    ];

    public static Statement InOrder(SqliteConnection connection, TableShape table) =>
        new(connection, $"select {Names(table.Columns)} from {table.Name} order by {Names(table.Key)}");

    public static string Names(IEnumerable<string> columns) => string.Join(", ", columns);
}
