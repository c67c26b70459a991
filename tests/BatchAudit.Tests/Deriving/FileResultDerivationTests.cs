using BatchAudit.Deriving;
using static BatchAudit.Tests.Deriving.Answers;

namespace BatchAudit.Tests.Deriving;

public sealed class FileResultDerivationTests
{
    private readonly FactsInMemory _held = new();

    [Fact]
    public void A_batch_that_was_never_seen_brings_itself_its_state_and_every_row()
    {
        var changes = Observe("RUNNING", Mapped("f-1", "j-1"), Unmapped("f-2", "too big"));

        Assert.NotNull(changes.Batch);
        Assert.Null(changes.State!.Value.Ended);
        Assert.Equal(new ResultCounts(2, 1, 1), changes.State.Value.Added!.State.Counts);
        Assert.Equal(["f-1", "f-2"], changes.FileResults.Select(change => change.Added!.Result.FileId));
        Assert.All(changes.FileResults, change => Assert.Equal((null, 1, 1), (change.Ended, change.Added!.SinceSeq, change.Added.FirstSeq)));
    }

    [Fact]
    public void The_same_rows_in_another_order_change_nothing()
    {
        Observe("RUNNING", Mapped("f-1", "j-1"), Mapped("f-2", "j-2"), Mapped("f-2", "j-3"));

        var changes = Observe("RUNNING", Mapped("f-2", "j-3"), Mapped("f-2", "j-2"), Mapped("f-1", "j-1"));

        Assert.False(changes.IsNews);
        Assert.Null(changes.Batch);
    }

    [Fact]
    public void A_row_that_says_something_else_takes_the_place_of_the_one_before_and_was_first_seen_with_it()
    {
        Observe("RUNNING", Mapped("f-1", "j-1"), Mapped("f-2", "j-2"));

        var change = Assert.Single(Observe("RUNNING", Mapped("f-1", "j-9"), Mapped("f-2", "j-2")).FileResults);

        Assert.Equal((1, "j-1"), (change.Ended!.SinceSeq, change.Ended.Result.JobId));
        Assert.Equal((2, 1, "j-9"), (change.Added!.SinceSeq, change.Added.FirstSeq, change.Added.Result.JobId));
    }

    [Fact]
    public void A_row_that_is_missing_ends_and_one_that_comes_back_was_first_seen_when_it_first_came()
    {
        Observe("RUNNING", Mapped("f-1", "j-1"), Mapped("f-2", "j-2"));

        var gone = Assert.Single(Observe("RUNNING", Mapped("f-1", "j-1")).FileResults);
        var back = Assert.Single(Observe("RUNNING", Mapped("f-1", "j-1"), Mapped("f-2", "j-2")).FileResults);

        Assert.Equal(("f-2", null), (gone.Ended!.Result.FileId, gone.Added));
        Assert.Equal((null, 3, 1), (back.Ended, back.Added!.SinceSeq, back.Added.FirstSeq));
    }

    [Fact]
    public void A_failed_batch_adds_the_rows_that_were_not_known_and_takes_none_back()
    {
        Observe("RUNNING", Mapped("f-1", "j-1"), Mapped("f-2", "j-2"));

        var change = Assert.Single(Observe("FAILED", Unmapped("f-1", "lost"), Mapped("f-3", "j-3")).FileResults);

        Assert.Equal((null, "f-3"), (change.Ended, change.Added!.Result.FileId));
    }

    [Theory]
    [InlineData(ResultsState.Null)]
    [InlineData(ResultsState.Absent)]
    public void An_answer_without_a_list_ends_no_row(ResultsState state)
    {
        Observe("RUNNING", Mapped("f-1", "j-1"));

        var changes = _held.Observe<BatchChanges>(Batch(new BatchSnapshot { BatchId = BatchId, Status = "RUNNING", ResultsState = state }));

        Assert.Empty(changes.FileResults);
        Assert.Null(changes.State!.Value.Added!.State.Counts);
    }

    [Fact]
    public void An_empty_list_ends_every_row()
    {
        Observe("RUNNING", Mapped("f-1", "j-1"), Mapped("f-2", "j-2"));

        Assert.Equal(["f-1", "f-2"], Observe("RUNNING").FileResults.Select(change => change.Ended!.Result.FileId).Order());
        Assert.Empty(_held.Batches[BatchId].FileResults);
    }

    [Fact]
    public void Rows_about_the_same_file_are_numbered_by_what_they_say_and_not_by_where_they_stand()
    {
        var changes = Observe("RUNNING", Mapped("f-1", "j-2"), Mapped("f-0", "j-7"), Mapped("f-1", "j-1"), Unmapped("f-1", "twice"));

        Assert.Equal(
            [("f-0", 0, "j-7"), ("f-1", 0, null), ("f-1", 1, "j-1"), ("f-1", 2, "j-2")],
            changes.FileResults.Select(change => (change.Added!.Result.FileId, (int)change.Added.Occurrence, change.Added.Result.JobId)));
    }

    [Fact]
    public void A_time_that_moves_by_less_than_a_millisecond_is_no_change()
    {
        Observe(Noon);

        Assert.False(Observe(Noon.AddTicks(1)).IsNews);
        Assert.True(Observe(Noon.AddMilliseconds(1)).IsNews);
    }

    private BatchChanges Observe(string status, params FileResult[] results) => _held.Observe<BatchChanges>(Batch(status, results));

    private BatchChanges Observe(DateTimeOffset updatedAt) =>
        _held.Observe<BatchChanges>(Batch(new BatchSnapshot { BatchId = BatchId, Status = "RUNNING", CreatedAt = updatedAt, UpdatedAt = updatedAt }));
}
