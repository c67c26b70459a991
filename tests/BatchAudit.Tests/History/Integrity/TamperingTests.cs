namespace BatchAudit.Tests.History.Integrity;

/// <summary>Systematically, not by sample: whatever is changed in a history, verification tells.</summary>
public sealed class TamperingTests(TamperedHistory history) : IClassFixture<TamperedHistory>
{
    private const string Edit =
        "case typeof({0}) when 'text' then {0} || 'x' when 'integer' then {0} + 1 when 'real' then {0} + 1 when 'blob' then {0} || x'00' else 'x' end";

    /// <summary>What else an edit may make of a value.</summary>
    private static readonly string[] OtherEdits =
    [
        "null",
        "case typeof({0}) when 'text' then cast({0} as blob) when 'blob' then cast({0} as text) else 7 end",
        "''",
    ];

    [Fact]
    public void Every_column_of_every_row_of_every_table_edited_once()
    {
        var cases =
            from table in history.Tables
            from column in table.Columns
            from row in Enumerable.Range(0, table.Rows)
            from edit in row == 0 ? [Edit, .. OtherEdits] : (string[])[Edit]
            let value = string.Format(System.Globalization.CultureInfo.InvariantCulture, edit, column)
            select $"update {table.Name} set {column} = {value} where {table.Where(row)} and {column} is not {value}";

        AssertDetected(cases, least: 900);
    }

    [Fact]
    public void One_to_five_adjacent_rows_deleted_at_every_position()
    {
        var cases =
            from table in history.Tables
            from count in Enumerable.Range(1, 5)
            from row in Enumerable.Range(0, Math.Max(1, table.Rows - count + 1))
            select $"delete from {table.Name} where {table.Where(row, count)}";

        AssertDetected(cases, least: 340);
    }

    [Fact]
    public void A_row_inserted_beside_every_other()
    {
        var cases =
            from table in history.Tables
            from row in Enumerable.Range(0, table.Rows)
            from key in table.Key
            from changed in (string[])[$"{key} + 1000", $"{key} || 'x'"]
            let values = table.Columns.Select(column => column == key ? changed : column == "batch_id" || column == "directory_id" ? $"{column} || 'y'" : column)
            select $"insert into {table.Name} select {string.Join(", ", values)} from {table.Name} where {table.Where(row)}";

        AssertDetected(cases, least: 220);
    }

    [Fact]
    public void Two_adjacent_rows_with_a_column_swapped()
    {
        var cases =
            from table in history.Tables
            from column in table.Columns.Except(table.Key)
            from row in Enumerable.Range(0, Math.Max(0, table.Rows - 1))
            let other = $"(select o.{column} from {table.Name} o where {table.Where(row, 2)} and ({Keys(table, "o")}) <> ({Keys(table, table.Name)}))"
            select $"update {table.Name} set {column} = {other} where {table.Where(row, 2)} and {column} is not {other}";

        AssertDetected(cases, least: 280);
    }

    private void AssertDetected(IEnumerable<string> cases, int least)
    {
        var tried = 0;
        var missed = new List<string>();

        foreach (var tampering in cases)
        {
            if (history.VerifyAfter(tampering) is { } report)
            {
                tried++;

                if (report.IsValid || report.Verdict.Contains("anchored", StringComparison.Ordinal))
                {
                    missed.Add(tampering);
                }
            }
        }

        Assert.Empty(missed);
        Assert.True(tried >= least, $"Only {tried} cases: the history is not what it was.");
    }

    private static string Keys(Table table, string alias) => string.Join(", ", table.Key.Select(column => $"{alias}.{column}"));
}
