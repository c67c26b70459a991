using BatchAudit.Checking;
using BatchAudit.Reporting;
using BatchAudit.Tests.Files;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History.Contract;

/// <summary>What a store promises to whoever looks after it: it can be verified, anchored, pruned, copied and looked at, and says who writes.</summary>
public abstract class MaintenanceContract : ReportingContract
{
    private static readonly BatchSnapshot Running = Batch("RUNNING", Mapped("dfl-1", "pjb-1"));

    [Fact]
    public void Where_there_is_no_history_there_is_nothing_to_look_after()
    {
        using var folder = new TemporaryFolder();

        foreach (var look in (Action[])
                 [
                     () => Store.Verifier.Verify([], null), () => Store.Verifier.NextAnchor([], Now), () => Store.Pruning.Plan(Now), () => Store.Pruning.Prune(Now, Now),
                     () => Store.Backup.CopyTo(folder.File("copy.db"), replace: false), () => Store.Rebuild.RebuildTo(Place("fresh"), replace: false, Now),
                 ])
        {
            Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(look).Kind);
        }

        Assert.Empty(folder.Names);
        Assert.Contains(Store.Check(), check => check.State is CheckState.Warn);
        Assert.DoesNotContain(Store.Check(), check => check.State is CheckState.Fail);
        Assert.True(Store.FilePath is null || !File.Exists(Store.FilePath));
    }

    [Fact]
    public void Everything_that_is_stored_can_be_derived_again()
    {
        KeepAll(
            Of(Running),
            Of(Running),
            PageOf("bat-1", Job("pjb-1", "RUNNING"), Job("pjb-of-others", "FAILED", "not ours")),
            FilesOf("dir-1", isLast: true, Listed("dfl-1")),
            Of(new DirectorySnapshot("dir-1", "May", "ephemeral", null, null)),
            Missing("bat-1", "pjb-1"),
            NoDirectory("dir-1"),
            TimesOf(new JobTimes("pjb-1", Midnight, null, null, null, null, null)),
            FailureOf("bat-1"),
            Of(Batch("FAILED", Unmapped("dfl-2", "no such type"))));
        End();

        var report = Store.Verifier.Verify([], null);

        Assert.Empty(report.Faults);
        Assert.Equal((12L, "valid but unanchored"), (report.Observations, report.Verdict));
    }

    [Fact]
    public void An_anchor_vouches_for_this_history_and_for_no_other()
    {
        Keep(Of(Running));
        var anchor = Store.Verifier.NextAnchor([], Now);
        Keep(Of(Running));
        var forged = anchor with { Head = new string('0', anchor.Head.Length) };

        Assert.Equal((2, Store.OpenReports(new Viewpoint(Thresholds.Default, AsOf.Observation(2))).Origin.ChainHead), (anchor.Seq, anchor.Head));
        Assert.Equal("valid and anchored up to 2 of 3", Store.Verifier.Verify([anchor], null).Verdict);
        Assert.Equal("broken at 2", Store.Verifier.Verify([forged], null).Verdict);
        Assert.Equal("gap 4..4", Store.Verifier.Verify([anchor with { Seq = 4 }], null).Verdict);
        Assert.Equal(3, Store.Verifier.NextAnchor([anchor], Now).Seq);
        Assert.Equal(FailureKind.Verification, Assert.Throws<AuditException>(() => Store.Verifier.NextAnchor([forged], Now)).Kind);
    }

    [Fact]
    public void Pruning_drops_bodies_that_nothing_younger_refers_to_and_nothing_that_was_derived()
    {
        Keep(Of(Running));
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"))));
        End();
        Pass(TimeSpan.FromDays(90));
        Begin();
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"))));
        End();
        Close();
        var files = Files(Store.OpenReports(Viewpoint.Newest));
        var plan = Store.Pruning.Plan(Now.AddDays(-30));

        var report = Store.Pruning.Prune(Now.AddDays(-30), Now);

        Assert.Equal(plan, report);
        Assert.Equal((4, 1), (report.UpToSeq, report.Payloads));
        Assert.Equal(files, Files(Store.OpenReports(Viewpoint.Newest)));
        Assert.Equal(["RUNNING dfl-1 pjb-1"], Files(At(AsOf.Observation(2))));
        Assert.Equal(("valid but unanchored", 1L, 1L), (Store.Verifier.Verify([], null).Verdict, Store.Verifier.Verify([], null).Pruned, Store.Verifier.Verify([], null).Underivable));
        Assert.Equal(0, Store.Pruning.Prune(Now.AddDays(-30), Now).Payloads);
    }

    [Fact]
    public void An_answer_that_was_pruned_may_come_again()
    {
        Keep(Of(Running));
        End();
        Close();
        Store.Pruning.Prune(Now.AddDays(1), Now.AddDays(2));

        Begin();
        Assert.False(Keep(Of(Running)));

        Assert.Equal((0L, "valid but unanchored"), (Store.Verifier.Verify([], null).Pruned, Store.Verifier.Verify([], null).Verdict));
    }

    [Fact]
    public void Whoever_writes_is_not_disturbed_and_those_who_look_see_it()
    {
        Assert.False(Store.IsLocked);
        Keep(Of(Running));

        Assert.True(Store.IsLocked);
        Assert.Contains(Store.Check(), check => check is { Name: "lock", State: CheckState.Warn });
        Assert.Equal(FailureKind.Locked, Assert.Throws<AuditException>(() => Store.Pruning.Prune(Now.AddDays(1), Now)).Kind);
        Assert.Equal(1, Store.Pruning.Plan(Now.AddDays(1)).Payloads);

        Close();
        Assert.False(Store.IsLocked);
        Assert.All(Store.Check(), check => Assert.Equal(CheckState.Ok, check.State));
    }

    [Fact]
    public void A_copy_is_of_one_state_and_replaces_nothing_unless_told_to()
    {
        using var folder = new TemporaryFolder();
        var target = folder.File("copy.db");
        Keep(Of(Running));

        var copy = Store.Backup.CopyTo(target, replace: false);

        Assert.Equal((2, Store.OpenReports(Viewpoint.Newest).Origin.ChainHead, new FileInfo(target).Length), (copy.Observations, copy.Head, copy.Bytes));
        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => Store.Backup.CopyTo(target, replace: false)).Kind);
        Keep(Of(Batch("COMPLETED")));
        Assert.Equal(3, Store.Backup.CopyTo(target, replace: true).Observations);
        Assert.Equal(["copy.db"], folder.Names.Where(name => !name.Contains(".lock", StringComparison.Ordinal)));
    }
}
