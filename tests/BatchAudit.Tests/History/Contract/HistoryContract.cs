using BatchAudit.Collecting;
using BatchAudit.Integrity;
using BatchAudit.Reporting;
using BatchAudit.Storing;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History.Contract;

/// <summary>
/// What a store is: the contracts below this one, and here what becomes of facts when the derivation changes. A store's test class
/// inherits this one, says where histories are kept and how a store is opened, and has all of it.
/// </summary>
public abstract class HistoryContract : MaintenanceContract
{
    private static readonly BatchSnapshot Running = Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"), Unmapped("dfl-3", "no such type"));
    private static readonly BatchSnapshot Done = Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-9"), Mapped("dfl-4", "pjb-4"));

    [Fact]
    public void What_is_rebuilt_has_the_same_rows_and_the_same_chain_while_a_run_writes()
    {
        Keep(Of(Running));
        Keep(PageOf("bat-1", Job("pjb-1", "FAILED", "Page 3 is broken")));
        var (files, head) = (Files(Store.OpenReports(Viewpoint.Newest)), Store.OpenReports(Viewpoint.Newest).Origin.ChainHead);

        var report = Store.Rebuild.RebuildTo(Place("fresh"), replace: false, Now);
        Keep(Of(Done));

        Assert.Equal((3, head, 0), (report.Observations, report.Head, report.Underivable));
        Assert.Empty(report.Differences);
        Assert.Equal(files, Files(Fresh.OpenReports(Viewpoint.Newest)));
        Assert.Equal(head, Fresh.OpenReports(Viewpoint.Newest).Origin.ChainHead);
        Assert.Equal("valid but unanchored", Fresh.Verifier.Verify([], null).Verdict);
        Assert.Equal(4, Store.OpenReports(Viewpoint.Newest).Origin.Sequence);
    }

    [Fact]
    public void What_is_rebuilt_takes_new_answers()
    {
        Keep(Of(Running));
        End();
        Store.Rebuild.RebuildTo(Place("fresh"), replace: false, Now);

        using (var history = Fresh.OpenToAppend())
        {
            Assert.Equal(2, history.BeginRun(new RunStart(Now, "1.0.0", "https://example.test", "--all")));
            Assert.Equal([false, true], history.Append(2, [Remembered(Of(Running)), Remembered(Of(Done))]));
        }

        Assert.Equal("valid but unanchored", Fresh.Verifier.Verify([], null).Verdict);
    }

    [Fact]
    public void A_fresh_history_takes_the_place_of_another_only_when_told_to_and_of_its_own_source_never()
    {
        Keep(Of(Running));
        Store.Rebuild.RebuildTo(Place("fresh"), replace: false, Now);
        Keep(Of(Done));

        foreach (var rebuild in (Action[])
                 [() => Store.Rebuild.RebuildTo(Place("fresh"), replace: false, Now), () => Store.Rebuild.RebuildTo(Place("history"), replace: true, Now)])
        {
            Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(rebuild).Kind);
        }

        Assert.Equal((2, 3), (Fresh.OpenReports(Viewpoint.Newest).Origin.Sequence, Store.OpenReports(Viewpoint.Newest).Origin.Sequence));
        Assert.Equal(3, Store.Rebuild.RebuildTo(Place("fresh"), replace: true, Now).Observations);
    }

    [Fact]
    public void Rows_of_another_version_are_told_by_count_and_those_of_this_one_are_compared()
    {
        KeepByTwoVersions();

        var (older, newer) = (Verify(1), Verify(2));

        // Neither a failure nor an answer that came again has rows to compare.
        Assert.Equal([new NotCompared(2, 7)], older.NotCompared);
        Assert.Equal([new NotCompared(1, 4)], newer.NotCompared);
        Assert.Equal("valid but unanchored, but for the rows of 7 answers, which were not compared", older.Verdict);
        Assert.Equal("valid but unanchored, but for the rows of 4 answers, which were not compared", newer.Verdict);
        Assert.Equal(older.Rows, newer.Rows);
    }

    [Fact]
    public void The_shares_of_a_history_leave_uncompared_what_all_of_it_does()
    {
        KeepByTwoVersions();

        var shares = Enumerable.Range(1, 5).Select(number => Store.Verifier.Verify([], new Subset(number, 5))).ToList();

        Assert.All(shares, share => Assert.Empty(share.Faults));
        Assert.Equal(4, shares.SelectMany(share => share.NotCompared).Sum(stretch => stretch.Observations));
        Assert.InRange(shares.Count(share => share.NotCompared.Count > 0), 2, 4);
        Assert.Contains(shares, share => share.NotCompared.Count > 0 && share.LeftOut > 0);
    }

    [Fact]
    public void A_rebuild_derives_all_of_it_by_its_own_version_and_says_so_in_the_chain()
    {
        KeepByTwoVersions();
        var noted = Store.Verifier.NextAnchor([], Now);

        var report = Store.Rebuild.RebuildTo(Place("fresh"), replace: false, Now);

        Assert.Empty(report.Differences);
        Assert.Equal(noted.Seq + 1, report.Observations);
        Assert.Equal(Files(Store.OpenReports(Viewpoint.Newest)), Files(Fresh.OpenReports(Viewpoint.Newest)));
        Assert.Empty(Fresh.Verifier.Verify([], null).NotCompared);
        Assert.Equal($"valid and anchored up to {noted.Seq} of {report.Observations}", Fresh.Verifier.Verify([noted], null).Verdict);
        Derivation = 1;
        Assert.Equal([new NotCompared(2, 11)], Fresh.Verifier.Verify([], null).NotCompared);
    }

    [Fact]
    public void Rows_of_pruned_answers_are_taken_as_they_stand_by_a_rebuild_of_the_version_that_derived_them_and_by_no_other()
    {
        Derivation = 1;
        Keep(Of(Running));
        Keep(Of(Done));
        End();
        Close();
        Store.Pruning.Prune(Now.AddDays(1), Now.AddDays(2));

        var report = Store.Rebuild.RebuildTo(Place("fresh"), replace: false, Now);

        Assert.Equal((5, 2, 0), (report.Observations, report.Underivable, report.Differences.Count));
        Assert.Equal(Files(Store.OpenReports(Viewpoint.Newest)), Files(Fresh.OpenReports(Viewpoint.Newest)));
        Assert.Equal(("valid but unanchored", 2L), (Fresh.Verifier.Verify([], null).Verdict, Fresh.Verifier.Verify([], null).Underivable));
        Derivation = 2;
        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => Store.Rebuild.RebuildTo(Place("mixed"), replace: false, Now)).Kind);
        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(() => StoreAt(Place("mixed")).OpenReports(Viewpoint.Newest)).Kind);
    }

    [Fact]
    public void What_a_newer_version_wrote_to_is_read_by_an_older_one_and_not_written_to()
    {
        KeepByTwoVersions();
        var files = Files(Store.OpenReports(Viewpoint.Newest));
        Derivation = 1;

        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(() => Store.OpenToAppend()).Kind);
        Assert.Equal(files, Files(Store.OpenReports(Viewpoint.Newest)));
        Assert.False(Store.IsLocked);
    }

    private IStore Fresh => StoreAt(Place("fresh"));

    /// <summary>
    /// Answers derived by version 1, then others by version 2 that end, follow and leave alone what version 1 made. Both versions give
    /// the same rows, so that all must be as if one had derived them.
    /// </summary>
    private void KeepByTwoVersions()
    {
        Derivation = 1;
        KeepAll(
            Of(Running),
            Of(Running),
            PageOf("bat-1", Job("pjb-1", "RUNNING", "Page 3 is slow")),
            FilesOf("dir-1", isLast: true, Listed("dfl-1"), Listed("dfl-2")),
            FailureOf("bat-1"),
            TimesOf(new JobTimes("pjb-1", Midnight, null, null, null, null, null)));
        End();

        Derivation = 2;
        Begin();
        KeepAll(
            Of(Done),
            PageOf("bat-1", Job("pjb-1", "COMPLETED"), Job("pjb-9", "FAILED", "Page 3 is slow")),
            FilesOf("dir-1", isLast: true, Listed("dfl-2") with { Name = "renamed.pdf" }, Listed("dfl-5")),
            TimesOf(new JobTimes("pjb-1", null, null, Midnight, null, null, null)),
            Of(Batch("RUNNING", Unmapped("dfl-9", "no such type")) with { BatchId = "bat-2", SourceDirectoryId = "dir-2" }),
            NoDirectory("dir-2"),
            Of(Running));
        End();
        Close();
    }

    private VerificationReport Verify(int version)
    {
        Derivation = version;
        return Store.Verifier.Verify([], null);
    }
}
