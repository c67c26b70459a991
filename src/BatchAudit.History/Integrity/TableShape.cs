using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Integrity;

/// <summary>A table as verification goes through it.</summary>
/// <param name="Columns">All but the bodies of payloads, whose hash stands beside them.</param>
/// <param name="Key">The primary key, in its order.</param>
internal sealed record TableShape(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Key)
{
    /// <summary>Where the observation stands from which a row is derived; −1 for payloads, which may belong to many.</summary>
    public int SeqColumn { get; } = Math.Max(IndexOf(Columns, "since_seq"), IndexOf(Columns, "seq"));

    /// <summary>Where the observation stands that ended a version; −1 if rows do not end.</summary>
    public int UntilColumn { get; } = IndexOf(Columns, "until_seq");

    public IReadOnlyList<int> KeyColumns { get; } = [.. Key.Select(column => IndexOf(Columns, column))];

    public string InOrder => $"select {string.Join(", ", Columns)} from {Name} order by {string.Join(", ", Key)}";

    public static IReadOnlyList<TableShape> All(SqliteConnection connection) =>
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

    private static int IndexOf(IReadOnlyList<string> columns, string column) => columns.ToList().IndexOf(column);
}
