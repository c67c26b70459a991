using BatchAudit.Integrity;

namespace BatchAudit.Tests.History.Integrity;

/// <summary>What verification says of a history that was cut, rewritten or laid out anew, with anchors and without.</summary>
public sealed class VerdictTests(TamperedHistory history) : IClassFixture<TamperedHistory>
{
    [Fact]
    public void The_history_itself_is_valid_and_has_something_in_every_table()
    {
        Assert.Equal("valid but unanchored", history.Verify().Verdict);
        Assert.Equal("valid and anchored", history.Verify(history.Anchors).Verdict);
        Assert.Equal("valid and anchored up to 7 of 25", history.Verify([history.Anchors[6]]).Verdict);
        Assert.All(history.Tables, table => Assert.True(table.Rows > 0, table.Name));
    }

    [Fact]
    public void Every_part_of_the_schema_dropped_or_changed()
    {
        string[] types = ["trigger", "index"];
        var dropped = types.SelectMany(type => Named(type).Select(name => $"drop {type} {name}"));
        string[] changed =
        [
            "drop trigger payload_no_delete; create trigger payload_no_delete before delete on payload begin select 1; end",
            "create table note (text)",
            "create trigger more after insert on observation begin delete from failure; end",
            "alter table failure add column note text",
            "alter table failure rename to broken; create view failure as select * from broken",
            "create trigger more instead of insert on failures begin select 1; end",
            "drop trigger run_end_no_delete; create trigger run_end_no_delete before delete on run_end begin select raise(abort, 'run_end  is append-only'); end",
        ];

        foreach (var tampering in dropped.Concat(changed))
        {
            Assert.Equal("broken at schema", history.VerifyAfter(tampering)!.Verdict);
        }
    }

    [Fact]
    public void Views_in_the_file_are_no_evidence_and_no_layout()
    {
        string[] changed =
        [
            "drop view failures; create view failures as select 1 as run_id",
            "create view my_own as select * from file_jobs",
            "create view \"My own\" as select no_such_column from no_such_table",
        ];

        foreach (var tampering in Named("view").Select(name => $"drop view {name}").Concat(changed))
        {
            Assert.Equal("valid but unanchored", history.VerifyAfter(tampering)!.Verdict);
        }
    }

    [Fact]
    public void Layout_and_comments_of_a_trigger_say_nothing()
    {
        const string sameAsBefore = """
            drop trigger run_no_delete;
            create trigger run_no_delete
            before delete on run -- whatever 'somebody' thinks of it
            begin
                select raise (abort,'run is append-only') ; /* one line or two */
            end
            """;

        Assert.Equal("valid but unanchored", history.VerifyAfter(sameAsBefore)!.Verdict);
    }

    [Fact]
    public void A_cut_tail_is_a_gap_with_an_anchor_and_never_anchored_without()
    {
        // A cut before the pruning is seen in any case: the body that it dropped is missing without a reason.
        const int pruning = 11;
        Assert.Equal("broken at 2", history.VerifyAfter(Cut(pruning - 1))!.Verdict);

        for (var last = pruning; last < history.Anchors.Count; last++)
        {
            var tampering = Cut(last);

            Assert.Equal("valid but unanchored", history.VerifyAfter(tampering)!.Verdict);
            Assert.Equal($"gap {last + 1}..25", history.VerifyAfter(tampering, history.Anchors)!.Verdict);
            Assert.Equal($"gap {last + 1}..25", history.VerifyAfter(tampering, [history.Anchors[^1]])!.Verdict);
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
            from row in Enumerable.Range(0, table.Rows).Where(row => row % 5 == column.Length % 5)
            select $"update {table.Name} set {column} = coalesce({column}, '') || 'x' where {table.Where(row)}";

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

    private IEnumerable<string> Named(string type) => history.Query(
        $"select name from sqlite_schema where type = '{type}' and name not like 'sqlite%' order by name");

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
