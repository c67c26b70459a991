using BatchAudit.Deriving;
using static BatchAudit.Tests.Deriving.Answers;

namespace BatchAudit.Tests.Deriving;

public sealed class ErrorGroupDerivationTests
{
    private readonly FactsInMemory _held = new();

    [Fact]
    public void Messages_that_differ_only_in_numbers_add_one_group_with_the_first_of_them()
    {
        var changes = _held.Observe<BatchChanges>(Batch("RUNNING", Unmapped("f-2", "page 9 is blank"), Unmapped("f-1", "page 7 is blank")));

        var group = Assert.Single(changes.ErrorGroups);
        Assert.Equal(("mapping", "page 7 is blank"), (group.Layer, group.Sample));
        Assert.All(changes.FileResults, change => Assert.Equal(group.ErrorGroup, change.Added!.ErrorGroup));
    }

    [Fact]
    public void A_group_that_is_held_is_named_and_not_added_again()
    {
        _held.Observe<BatchChanges>(Batch("RUNNING", Unmapped("f-1", "page 7 is blank")));

        var changes = _held.Observe<BatchChanges>(Batch("RUNNING", Unmapped("f-1", "page 8 is blank")));

        Assert.Empty(changes.ErrorGroups);
        Assert.Equal(_held.ErrorGroups, changes.FileResults.Select(change => change.Added!.ErrorGroup));
    }

    [Fact]
    public void A_group_that_could_not_be_stored_is_added_with_the_next_answer()
    {
        var answer = Batch("RUNNING", Unmapped("f-1", "page 7 is blank"));
        _held.Derive<BatchChanges>(answer);

        Assert.Single(_held.Observe<BatchChanges>(answer).ErrorGroups);
    }

    [Fact]
    public void The_same_words_of_a_job_are_a_group_of_their_own()
    {
        _held.Observe<BatchChanges>(Batch("RUNNING", Mapped("f-1", "j-1"), Unmapped("f-2", "page 7 is blank")));

        var changes = _held.Observe<JobChanges>(Jobs(Job("j-1", "FAILED") with { ErrorMessage = "page 7 is blank" }));

        Assert.Equal("job", Assert.Single(changes.ErrorGroups).Layer);
        Assert.Equal(2, _held.ErrorGroups.Distinct().Count());
    }

    [Fact]
    public void Rows_without_an_error_belong_to_no_group()
    {
        var changes = _held.Observe<BatchChanges>(Batch("RUNNING", Mapped("f-1", "j-1")));

        Assert.Empty(changes.ErrorGroups);
        Assert.Null(Assert.Single(changes.FileResults).Added!.ErrorGroup);
    }
}
