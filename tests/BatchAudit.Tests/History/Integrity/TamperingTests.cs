using BatchAudit.Integrity;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>Systematically, not by sample: whatever is changed in a history, verification tells.</summary>
public sealed class TamperingTests(TamperedHistory history) : IClassFixture<TamperedHistory>
{
    /// <summary>What an edit may make of a value, whatever it was.</summary>
    private static readonly string[] Edits =
    [
        "case typeof({0}) when 'text' then {0} || 'x' when 'integer' then {0} + 1 when 'real' then {0} + 1 when 'blob' then {0} || x'00' else 'x' end",
        "null",
        "case typeof({0}) when 'text' then cast({0} as blob) when 'blob' then cast({0} as text) else 7 end",
        "''",
    ];

    [Fact]
    public void The_history_itself_is_valid_and_has_something_in_every_table()
    {
        Assert.Equal("valid but unanchored", history.Verify().Verdict);
        Assert.Equal("valid and anchored", history.Verify(history.Anchors).Verdict);
        Assert.Equal("valid and anchored up to 7 of 23", history.Verify([history.Anchors[6]]).Verdict);
        Assert.All(history.Tables, table => Assert.True(table.Rows > 0, table.Name));
    }

    [Fact]
    public void Every_column_of_every_row_of_every_table_edited_once()
    {
        var cases =
            from table in history.Tables
            from column in table.Columns
            from row in Enumerable.Range(0, table.Rows)
            from edit in Edits
            let value = string.Format(System.Globalization.CultureInfo.InvariantCulture, edit, column)
            select $"update {table.Name} set {column} = {value} where {table.Where(row)} and {column} is not {value}";

        AssertDetected(cases, least: 1500);
    }

    [Fact]
    public void One_to_five_adjacent_rows_deleted_at_every_position()
    {
        var cases =
            from table in history.Tables
            from count in Enumerable.Range(1, 5)
            from row in Enumerable.Range(0, Math.Max(1, table.Rows - count + 1))
            select $"delete from {table.Name} where {table.Where(row, count)}";

        AssertDetected(cases, least: 300);
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

        AssertDetected(cases, least: 100);
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

        AssertDetected(cases, least: 200);
    }

    [Fact]
    public void Every_part_of_the_schema_dropped_or_changed()
    {
        var dropped = new[] { "trigger", "view", "index" }.SelectMany(type => Named(type).Select(name => $"drop {type} {name}"));
        string[] changed =
        [
            "drop view failures; create view failures as select 1 as run_id",
            "drop trigger payload_no_delete; create trigger payload_no_delete before delete on payload begin select 1; end",
            "create table note (text)",
            "create trigger more after insert on observation begin delete from failure; end",
            "alter table failure add column note text",
            "alter table failure rename to broken; create view failure as select * from broken",
        ];

        foreach (var tampering in dropped.Concat(changed))
        {
            Assert.Equal("broken at schema", history.VerifyAfter(tampering)!.Verdict);
        }
    }

    [Fact]
    public void A_cut_tail_is_a_gap_with_an_anchor_and_never_anchored_without()
    {
        for (var last = 2; last < history.Anchors.Count; last++)
        {
            var tampering = Cut(last);

            Assert.Equal("valid but unanchored", history.VerifyAfter(tampering)!.Verdict);
            Assert.Equal($"gap {last + 1}..23", history.VerifyAfter(tampering, history.Anchors)!.Verdict);
            Assert.Equal($"gap {last + 1}..23", history.VerifyAfter(tampering, [history.Anchors[^1]])!.Verdict);
        }
    }

    [Fact]
    public void Observations_missing_in_the_middle_are_a_gap()
    {
        Assert.Equal("gap 5..6", history.VerifyAfter("delete from observation where seq in (5, 6)")!.Verdict);
        Assert.Equal("gap 1..1", history.VerifyAfter("delete from observation where seq = 1")!.Verdict);
        Assert.Equal("broken at 0", history.VerifyAfter("update observation set seq = 0 where seq = 1")!.Verdict);
    }

    [Fact]
    public void A_chain_that_was_rewritten_is_broken_with_an_anchor_and_never_anchored_without()
    {
        var path = history.Original + ".other";

        // Another history, true in itself: it is what somebody would make who can do everything.
        CompleteHistory.Make(path, withPruning: false);

        Assert.Equal("valid but unanchored", TamperedHistory.Verify(path, []).Verdict);
        Assert.Equal("broken at 11", TamperedHistory.Verify(path, history.Anchors).Verdict);
        Assert.StartsWith("gap ", TamperedHistory.Verify(path, [history.Anchors[^1]]).Verdict, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_anchor_that_is_not_the_observations_hash_is_noticed()
    {
        foreach (var anchor in history.Anchors)
        {
            var other = anchor with { Head = anchor.Head[1..] + (anchor.Head[0] == '0' ? '1' : '0') };
            Assert.Equal($"broken at {anchor.Seq}", history.Verify([other]).Verdict);
        }
    }

    [Fact]
    public void A_share_finds_what_is_in_it_and_all_shares_find_everything()
    {
        const int shares = 3;
        var cases =
            from table in history.Tables
            from column in table.Columns
            from row in Enumerable.Range(0, table.Rows)
            select $"update {table.Name} set {column} = {column} || 'x' where {table.Where(row)}";

        foreach (var tampering in cases.Where(tampering => history.VerifyAfter(tampering) is not null))
        {
            Assert.True(
                Enumerable.Range(1, shares).Any(number => !history.VerifyCopy(new Subset(number, shares)).IsValid), tampering);
        }

        for (var number = 1; number <= shares; number++)
        {
            var report = TamperedHistory.Verify(history.Original, [], new Subset(number, shares));
            Assert.Equal("valid but unanchored", report.Verdict);
            Assert.True(report.LeftOut > 0);
        }
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

    private IEnumerable<string> Named(string type) => history.Query(
        $"select name from sqlite_schema where type = '{type}' and name not like 'sqlite%' order by name");

    private static string Keys(Table table, string alias) => string.Join(", ", table.Key.Select(column => $"{alias}.{column}"));

    /// <summary>As if nothing had been observed after <paramref name="last"/>.</summary>
    private string Cut(int last)
    {
        var rows = history.Tables.Where(table => table.Name is not ("payload" or "observation")).Select(table =>
        {
            var seq = table.Columns.Contains("since_seq") ? "since_seq" : "seq";
            var reopen = table.Columns.Contains("until_seq") ? $"update {table.Name} set until_seq = null where until_seq > {last};" : "";
            return $"delete from {table.Name} where {seq} > {last}; {reopen}";
        });

        return $"""
            delete from observation where seq > {last}; {string.Concat(rows)}
            delete from payload where not exists (select 1 from observation where payload_sha256 = sha256)
                                  and not exists (select 1 from failure where body_sha256 = sha256);
            """;
    }
}
