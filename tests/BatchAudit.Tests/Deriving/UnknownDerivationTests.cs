using BatchAudit.Deriving;
using static BatchAudit.Tests.Deriving.Answers;

namespace BatchAudit.Tests.Deriving;

/// <summary>Fields that the contract does not know, and times that are none.</summary>
public sealed class UnknownDerivationTests
{
    private const string AndMore = "(further fields are not named)";

    private readonly FactsInMemory _held = new();

    [Fact]
    public void A_field_is_added_with_the_first_answer_that_has_it_and_is_no_news()
    {
        Assert.Equal(["pages", "priority"], Fields("pages", "priority").UnknownFields);

        var again = Fields("pages", "queue");

        Assert.Equal(["queue"], again.UnknownFields);
        Assert.False(again.IsNews);
    }

    [Fact]
    public void After_a_thousand_fields_it_is_said_once_that_there_are_more()
    {
        Fields([.. Enumerable.Range(0, 999).Select(n => $"field_{n}")]);

        Assert.Equal(["last", AndMore], Fields("field_1", "last", "one_too_many", "two_too_many").UnknownFields);
        Assert.Empty(Fields("three_too_many").UnknownFields);
    }

    [Fact]
    public void A_thousand_fields_and_no_more_are_all_named()
    {
        Assert.Equal(1000, Fields([.. Enumerable.Range(0, 1000).Select(n => $"field_{n}")]).UnknownFields.Count);
        Assert.Empty(Fields("field_1").UnknownFields);
        Assert.Equal([AndMore], Fields("one_too_many").UnknownFields);
    }

    [Fact]
    public void An_unreadable_time_begins_changes_and_ends_with_the_answers()
    {
        var begun = Assert.Single(Times(new UnreadableTime("created_at", "7"), new UnreadableTime("updated_at", "8")).UnreadableTimes, change => change.Added!.Time.Field == "created_at");
        var same = Times(new UnreadableTime("updated_at", "8"), new UnreadableTime("created_at", "7"));
        var changed = Assert.Single(Times(new UnreadableTime("created_at", "\"7\""), new UnreadableTime("updated_at", "8")).UnreadableTimes);
        var ended = Assert.Single(Times(new UnreadableTime("updated_at", "8")).UnreadableTimes);

        Assert.Equal((null, TimeOwner.Batch(BatchId)), (begun.Ended, begun.Added!.Owner));
        Assert.False(same.IsNews);
        Assert.Equal(("7", "\"7\""), (changed.Ended!.Time.Sent, changed.Added!.Time.Sent));
        Assert.Equal(("\"7\"", null), (ended.Ended!.Time.Sent, ended.Added));
    }

    private BatchChanges Fields(params string[] fields) =>
        _held.Observe<BatchChanges>(Batch(new BatchSnapshot { BatchId = BatchId, Status = "RUNNING", UnknownFields = fields }));

    private BatchChanges Times(params UnreadableTime[] times) =>
        _held.Observe<BatchChanges>(Batch(new BatchSnapshot { BatchId = BatchId, Status = "RUNNING", UnreadableTimes = times }));
}
