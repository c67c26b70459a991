using BatchAudit.Deriving;
using static BatchAudit.Tests.Deriving.Answers;

namespace BatchAudit.Tests.Deriving;

public sealed class JobDerivationTests
{
    private readonly FactsInMemory _held = new();

    public JobDerivationTests() => _held.Observe<BatchChanges>(Batch("RUNNING", Mapped("f-1", "j-1"), Mapped("f-2", "j-2")));

    [Fact]
    public void Jobs_that_no_result_of_the_batch_ever_named_are_left_out()
    {
        var changes = Observe(Job("j-1", "RUNNING"), Job("somebody-else's", "RUNNING"));

        Assert.Equal(["j-1"], changes.Jobs.Select(change => change.Added!.Job.JobId));
    }

    [Fact]
    public void A_job_that_a_result_named_once_goes_on_being_kept()
    {
        _held.Observe<BatchChanges>(Batch("RUNNING"));

        Assert.Single(Observe(Job("j-1", "RUNNING")).Jobs);
    }

    [Fact]
    public void Jobs_of_a_batch_that_was_never_observed_are_refused() =>
        Assert.Contains("bat-9", Assert.Throws<ArgumentException>(() => _held.Derive<JobChanges>(Jobs(Job("j-1", "RUNNING")) with { BatchId = "bat-9" })).Message, StringComparison.Ordinal);

    [Fact]
    public void What_a_listing_leaves_out_it_does_not_take_back_and_an_error_it_does()
    {
        Observe(Job("j-1", "FAILED") with { Tier = "fast", Credits = 3, CreatedAt = Noon, UpdatedAt = Noon, ErrorMessage = "lost" });

        var change = Assert.Single(Observe(Job("j-1", "RUNNING")).Jobs);

        Assert.Equal(new JobSnapshot("j-1", "RUNNING", null, "fast", 3, Noon, Noon), change.Added!.Job);
        Assert.Equal((2, 3), (change.Ended!.SinceSeq, change.Added.SinceSeq));
    }

    [Fact]
    public void Of_a_job_that_is_listed_twice_the_last_word_counts()
    {
        var change = Assert.Single(Observe(Job("j-1", "RUNNING"), Job("j-2", "RUNNING"), Job("j-1", "COMPLETED")).Jobs, change => change.Added!.Job.JobId == "j-1");

        Assert.Equal("COMPLETED", change.Added!.Job.Status);
    }

    [Fact]
    public void A_job_that_is_not_found_becomes_so_once_and_each_answer_is_noted()
    {
        Observe(Job("j-1", "RUNNING"));

        var first = Observe(Job("j-1", "NOT_FOUND"));
        var second = Observe(Job("j-1", "NOT_FOUND"));

        Assert.Equal("NOT_FOUND", Assert.Single(first.Jobs).Added!.Job.Status);
        Assert.Equal(["j-1"], first.NotFound);
        Assert.Equal(["j-1"], second.NotFound);
        Assert.False(second.IsNews);
    }

    [Theory]
    [InlineData("COMPLETED")]
    [InlineData("FAILED")]
    [InlineData("CANCELLED")]
    public void How_a_job_ended_stays_known_when_it_is_not_found_later(string status)
    {
        Observe(Job("j-1", status));

        var changes = Observe(Job("j-1", "NOT_FOUND"));

        Assert.False(changes.IsNews);
        Assert.Empty(changes.NotFound);
    }

    [Fact]
    public void That_a_job_is_not_found_takes_no_unreadable_time_back()
    {
        Observe(Job("j-1", "RUNNING") with { UnreadableTimes = [new UnreadableTime("created_at", "7")] });

        Assert.Empty(Observe(Job("j-1", "NOT_FOUND")).UnreadableTimes);
        Assert.Null(Assert.Single(Observe(Job("j-1", "RUNNING")).UnreadableTimes).Added);
    }

    [Fact]
    public void Data_points_are_completed_by_what_was_known_and_one_without_a_time_is_none()
    {
        var empty = _held.Observe<JobTimesChanges>(JobTimes(Times("j-1", null, null)));
        _held.Observe<JobTimesChanges>(JobTimes(Times("j-1", Noon.AddTicks(7), null)));
        var later = _held.Observe<JobTimesChanges>(JobTimes(Times("j-1", null, Noon.AddHours(1))));
        var again = _held.Observe<JobTimesChanges>(JobTimes(Times("j-1", Noon, null)));

        Assert.False(empty.IsNews);
        Assert.Equal(Times("j-1", Noon, Noon.AddHours(1)), Assert.Single(later.Jobs).Added!.Times);
        Assert.False(again.IsNews);
    }

    private JobChanges Observe(params JobSnapshot[] jobs) => _held.Observe<JobChanges>(Jobs(jobs));
}
