using BatchAudit.Collecting;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History.Contract;

/// <summary>What a run may rely on: what it stores is held, by the next run, too, and news are told apart from what is known.</summary>
public abstract class CollectingContract : HistoryUnderTest
{
    private static readonly JobReference Parse1 = new("parse_v2", "pjb-1");

    [Fact]
    public void What_was_never_observed_is_not_held()
    {
        Begin();

        Assert.Null(History.Find("bat-1"));
        Assert.Null(History.LastAsked("bat-1"));
        Assert.Equal(("", "", ""), Jobs());
    }

    [Fact]
    public void Runs_are_numbered_from_1_whoever_begins_them()
    {
        Assert.Equal((1, 2), (Begin(), Begin()));
        Close();
        Assert.Equal(3, Begin());
    }

    [Fact]
    public void A_run_that_did_not_end_is_told_to_the_one_after_it_and_one_that_did_is_not()
    {
        Assert.Null(History.UnfinishedRun);
        Begin();
        End();
        Close();
        Assert.Null(History.UnfinishedRun);
        Begin();
        var startedAt = Now;
        Keep(Of(Batch("RUNNING")));
        Close();

        Assert.Equal(new UnfinishedRun(2, startedAt), History.UnfinishedRun);
    }

    [Fact]
    public void A_second_writer_is_kept_away_until_the_first_is_done()
    {
        Begin();

        Assert.Equal(FailureKind.Locked, Assert.Throws<AuditException>(Open).Kind);

        Close();
        Begin();
        Assert.Equal(2, RunId);
    }

    [Fact]
    public void An_answer_that_says_the_same_is_no_news_whatever_its_order()
    {
        Assert.True(Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"), Mapped("dfl-1", "pjb-3")))));
        var held = History.Find("bat-1")!;

        Assert.False(Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"), Mapped("dfl-1", "pjb-3")))));
        Assert.False(Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-3"), Mapped("dfl-2", "pjb-2"), Mapped("dfl-1", "pjb-1")))));

        Assert.True(History.Find("bat-1")!.LastSeq > held.LastSeq);
        Assert.Equal(held, History.Find("bat-1")! with { LastSeq = held.LastSeq });
    }

    [Fact]
    public void Of_several_answers_it_is_told_for_each_whether_it_was_news()
    {
        var batch = Batch("RUNNING", Mapped("dfl-1", "pjb-1"));

        Assert.Equal(
            [true, false, true, false, true, false],
            KeepAll(Of(batch), Of(batch), PageOf("bat-1", Job("pjb-1", "RUNNING")), FailureOf("bat-1"), Of(batch with { Status = "COMPLETED" }), PageOf("bat-1", Job("pjb-1", "RUNNING"))));
    }

    [Fact]
    public void Several_answers_are_stored_all_or_none()
    {
        Keep(Of(Batch("RUNNING")));
        var before = (History.Find("bat-1"), History.LastAsked("bat-2"));

        Assert.Throws<AuditException>(() => KeepAll(Of(Batch("COMPLETED")), FailureOf("bat-2"), PageOf("bat-never-observed", Job("pjb-1", "RUNNING"))));

        Assert.Equal(before, (History.Find("bat-1"), History.LastAsked("bat-2")));
        Assert.True(Keep(Of(Batch("COMPLETED"))));
    }

    [Theory]
    [InlineData("COMPLETED", ResultsState.Listed, false, true)]
    [InlineData("CANCELLED", ResultsState.Listed, false, true)]
    [InlineData("COMPLETED", ResultsState.Listed, true, false)]
    [InlineData("COMPLETED", ResultsState.Null, false, false)]
    [InlineData("COMPLETED", ResultsState.Absent, false, false)]
    [InlineData("RUNNING", ResultsState.Listed, false, false)]
    [InlineData("DREAMING", ResultsState.Listed, false, false)]
    [InlineData("FAILED", ResultsState.Null, false, true)]
    [InlineData("FAILED", ResultsState.Listed, true, true)]
    public void Results_are_complete_when_nothing_more_can_come(string status, ResultsState state, bool withNeither, bool isComplete)
    {
        FileResult[] rows = [Mapped("dfl-1", "pjb-1"), Unmapped("dfl-2", "no such type"), .. withNeither ? [new FileResult("dfl-3", null, null, null)] : Array.Empty<FileResult>()];

        Keep(Of(Batch(status, state is ResultsState.Listed ? rows : []) with { ResultsState = state }));

        Assert.Equal((status, Midnight.AddMinutes(-1), isComplete), (Held.Status, Held.UpdatedAt, Held.ResultsComplete));
    }

    [Theory]
    [InlineData("RUNNING", ResultsState.Null)]
    [InlineData("COMPLETED", ResultsState.Absent)]
    [InlineData("FAILED", ResultsState.Null)]
    [InlineData("FAILED", ResultsState.Listed)]
    public void Results_that_cannot_be_relied_on_take_nothing_back(string status, ResultsState state)
    {
        var listed = Batch("PENDING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"));
        var unreliable = Batch(status) with { ResultsState = state };

        Assert.Equal([true, true, true, true, false], KeepAll(Of(listed), Of(unreliable), Of(listed), Of(unreliable), Of(unreliable)));

        Assert.Equal("pjb-1 pjb-2", Jobs().Named);
    }

    [Fact]
    public void A_batch_that_failed_adds_what_was_not_known_and_changes_nothing_that_was()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"))));
        Keep(Of(Batch("FAILED", Unmapped("dfl-1", "orchestration failed"), Mapped("dfl-2", "pjb-2"))));

        Assert.Equal("pjb-1 pjb-2", Jobs().Named);
    }

    [Fact]
    public void A_listed_result_set_retires_a_file_and_may_bring_it_back()
    {
        var both = Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"));
        var one = Batch("RUNNING", Mapped("dfl-2", "pjb-2"));

        Keep(Of(both));
        Assert.True(Keep(Of(one)));
        Assert.Equal("pjb-2", Jobs().Named);
        Assert.True(Keep(Of(both)));
        Assert.Equal("pjb-1 pjb-2", Jobs().Named);
        Assert.True(Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-9"), Mapped("dfl-2", "pjb-2")))));
        Assert.Equal("pjb-2 pjb-9", Jobs().Named);
    }

    [Fact]
    public void A_job_is_named_once_as_it_was_sent()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-1"), new FileResult("dfl-3", null, "x-1", null), Unmapped("dfl-4", "no such type"))));

        Assert.Equal([Parse1, new JobReference(null, "x-1")], History.FindJobs("bat-1").Named.OrderBy(job => job.JobId, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("COMPLETED", true)]
    [InlineData("FAILED", true)]
    [InlineData("CANCELLED", true)]
    [InlineData("RUNNING", false)]
    [InlineData("DREAMING", false)]
    public void A_job_is_over_when_it_was_seen_to_its_end(string status, bool isOver)
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"))));
        Assert.False(Held.JobsOver);

        Assert.True(Keep(PageOf("bat-1", Job("pjb-1", status))));

        Assert.Equal((isOver, isOver ? "pjb-1" : ""), (Held.JobsOver, Jobs().Over));
    }

    [Fact]
    public void A_job_stays_over_when_results_name_it_no_more_and_when_it_is_not_found_later()
    {
        Keep(Of(Batch("RUNNING", Mapped("dfl-1", "pjb-1"))));
        Keep(Alone("bat-1", Job("pjb-1", "COMPLETED")));

        Assert.False(Keep(Missing("bat-1", "pjb-1")));
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-2"))));

        Assert.Equal(("pjb-2", "pjb-1"), (Jobs().Named, Jobs().Over));
        Assert.False(Held.JobsOver);
    }

    [Fact]
    public void Jobs_that_cannot_be_asked_for_keep_no_batch_open()
    {
        Keep(Of(Batch("COMPLETED", new FileResult("dfl-1", "dream_v9", "x-1", null), new FileResult("dfl-2", null, "x-2", null))));

        Assert.True(Held.JobsOver);
    }

    [Fact]
    public void A_job_that_the_results_of_the_batch_never_named_is_none_of_it()
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"))));

        Assert.False(Keep(PageOf("bat-1", Job("pjb-of-others", "COMPLETED"))));

        Assert.Equal("", Jobs().Over);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(24, true)]
    public void A_job_that_is_not_found_is_over_when_another_night_does_not_find_it_either(int hours, bool isOver)
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"))));
        Assert.True(Keep(Missing("bat-1", "pjb-1")));
        Assert.False(Held.JobsOver);
        Pass(TimeSpan.FromHours(hours));

        Assert.False(Keep(Missing("bat-1", "pjb-1")));

        Assert.Equal((isOver, isOver ? "pjb-1" : ""), (Held.JobsOver, Jobs().Over));
    }

    [Fact]
    public void What_an_answer_leaves_out_about_a_job_it_does_not_take_back()
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"))));
        Keep(Alone("bat-1", Job("pjb-1", "RUNNING") with { Credits = 2.5 }));

        Assert.False(Keep(PageOf("bat-1", Job("pjb-1", "RUNNING") with { Tier = null, CreatedAt = null })));
        Assert.True(Keep(PageOf("bat-1", Job("pjb-1", "RUNNING") with { Credits = 3 })));
    }

    [Fact]
    public void Of_a_job_or_a_file_that_a_page_lists_twice_the_last_word_counts()
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"))));
        Keep(PageOf("bat-1", Job("pjb-1", "RUNNING"), Job("pjb-1", "COMPLETED")));
        Keep(FilesOf("dir-1", isLast: true, Listed("dfl-1") with { Name = "old.pdf" }, Listed("dfl-1")));

        Assert.Equal("pjb-1", Jobs().Over);
        Assert.False(Keep(FilesOf("dir-1", isLast: true, Listed("dfl-1"))));
    }

    [Fact]
    public void A_job_that_no_listing_has_shown_since_it_was_named_is_left_out_and_each_call_for_it_counts()
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"), new FileResult("dfl-3", "extract_v2", "ext-1", null))));
        Assert.Equal("", Jobs().LeftOut);

        Keep(PageOf("bat-1", Job("pjb-1", "RUNNING")));
        // The listing was of another type than ext-1.
        Assert.Equal("pjb-2", Jobs().LeftOut);
        Assert.Equal(0, History.FindJobs("bat-1").LeftOut["pjb-2"]);

        Keep(Missing("bat-1", "pjb-2"));
        var first = History.FindJobs("bat-1").LeftOut["pjb-2"];
        Keep(FailureObservation.OfJob("bat-1", "pjb-2", new AuditException(FailureKind.Unreachable, "no answer"), Now));

        Assert.InRange(first, 1, History.FindJobs("bat-1").LeftOut["pjb-2"] - 1);
    }

    [Fact]
    public void When_jobs_passed_through_their_states_is_kept_of_whosever_jobs_and_never_taken_back()
    {
        var begun = new JobTimes("pjb-of-others", Midnight, null, Midnight.AddMinutes(1), null, null, null);

        Assert.True(Keep(TimesOf(begun)));
        Assert.False(Keep(TimesOf(begun)));
        Assert.False(Keep(TimesOf(begun with { PendingAt = null })));
        Assert.True(Keep(TimesOf(begun with { CompletedAt = Midnight.AddMinutes(2) })));
        Assert.False(Keep(TimesOf(begun)));
    }

    [Fact]
    public void Files_are_listed_once_a_listing_was_read_to_its_end()
    {
        Keep(Of(Batch("COMPLETED")));
        Keep(Of(Folder));
        Assert.True(Keep(FilesOf("dir-1", isLast: false, Listed("dfl-1"))));
        Assert.False(Held.FilesListed);

        Assert.True(Keep(FilesOf("dir-1", isLast: true, Listed("dfl-2"))));
        Assert.True(Held.FilesListed);

        // Another listing that breaks off takes nothing back.
        Assert.False(Keep(FilesOf("dir-1", isLast: false, Listed("dfl-1"))));
        Assert.True(Held.FilesListed);
    }

    [Fact]
    public void There_are_no_files_to_list_where_there_is_no_directory_or_none_is_found()
    {
        Keep(Of(Batch("COMPLETED")));
        Keep(Of(Batch("COMPLETED") with { BatchId = "bat-2", SourceDirectoryId = null }));
        Assert.Equal((false, true), (Held.FilesListed, History.Find("bat-2")!.FilesListed));

        Assert.True(Keep(NoDirectory("dir-1")));
        Assert.True(Held.FilesListed);
        Assert.False(Keep(NoDirectory("dir-1")));

        Assert.True(Keep(Of(Folder)));
        Assert.False(Held.FilesListed);
        Assert.False(Keep(Of(Folder)));
        Assert.True(Keep(Of(Folder with { Name = "June" })));
    }

    [Fact]
    public void What_a_listing_leaves_out_about_a_file_it_does_not_take_back_but_its_deletion()
    {
        Keep(FilesOf("dir-1", isLast: true, Listed("dfl-1"), Listed("dfl-2")));

        Assert.False(Keep(FilesOf("dir-1", isLast: true, Listed("dfl-1") with { Name = null, CreatedAt = null })));
        Assert.False(Keep(FilesOf("dir-1", isLast: true)));
        Assert.True(Keep(FilesOf("dir-1", isLast: true, Listed("dfl-1", deletedAt: Midnight))));
        Assert.True(Keep(FilesOf("dir-1", isLast: true, Listed("dfl-1"))));
    }

    [Fact]
    public void A_failure_is_no_news_and_takes_nothing_back_but_a_batch_was_asked_for()
    {
        Assert.False(Keep(FailureOf("bat-1")));
        Assert.Null(History.Find("bat-1"));
        var first = History.LastAsked("bat-1");
        Keep(Of(Batch("COMPLETED")));
        var held = Held;

        Assert.False(Keep(FailureOf("bat-1")));

        Assert.True(first < held.LastSeq && held.LastSeq < Held.LastSeq);
        Assert.Equal(held with { LastSeq = Held.LastSeq }, Held);
        Assert.Equal(Held.LastSeq, History.LastAsked("bat-1"));
    }

    [Fact]
    public void Only_an_answer_or_a_failure_about_the_batch_itself_is_its_turn()
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"))));
        var asked = (History.LastAsked("bat-1"), Held.LastSeq);

        KeepAll(
            PageOf("bat-1", Job("pjb-1", "RUNNING")),
            Alone("bat-1", Job("pjb-1", "COMPLETED")),
            Of(Folder),
            FilesOf("dir-1", isLast: true),
            TimesOf(),
            FailureObservation.OfJob("bat-1", "pjb-1", new AuditException(FailureKind.Unreachable, "no answer"), Now));

        Assert.Equal(asked, (History.LastAsked("bat-1"), Held.LastSeq));
        Assert.Equal((null, null), (History.LastAsked("pjb-1"), History.LastAsked("bat-2")));
    }

    [Fact]
    public void The_longest_not_asked_for_has_the_lowest_number()
    {
        KeepAll(Of(Batch("COMPLETED")), FailureOf("bat-2"), Of(Batch("COMPLETED") with { BatchId = "bat-3" }), FailureOf("bat-1"));

        Assert.Equal(["bat-2", "bat-3", "bat-1"], ((string[])["bat-1", "bat-2", "bat-3"]).OrderBy(History.LastAsked));
    }

    [Fact]
    public void Whoever_opens_the_history_next_finds_all_that_was_stored()
    {
        Keep(Of(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"))));
        Keep(PageOf("bat-1", Job("pjb-1", "COMPLETED")));
        Keep(FilesOf("dir-1", isLast: true));
        End();
        var held = (Held, Jobs(), History.LastAsked("bat-1"));

        Close();

        Assert.Equal(held, (Held, Jobs(), History.LastAsked("bat-1")));
        Begin();
        Assert.False(Keep(PageOf("bat-1", Job("pjb-1", "COMPLETED"))));
    }

    private static DirectorySnapshot Folder { get; } = new("dir-1", "May", "ephemeral", null, null);

    private HeldBatch Held => History.Find("bat-1")!;

    /// <summary>What is held of the jobs of the batch, each as ids in their order.</summary>
    private (string Named, string Over, string LeftOut) Jobs()
    {
        var jobs = History.FindJobs("bat-1");
        return (Words(jobs.Named.Select(job => job.JobId)), Words(jobs.Over), Words(jobs.LeftOut.Keys));
    }

    private static string Words(IEnumerable<string> ids) => string.Join(' ', ids.Order(StringComparer.Ordinal));
}
