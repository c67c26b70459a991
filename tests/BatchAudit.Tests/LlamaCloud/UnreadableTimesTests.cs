using System.Text;
using BatchAudit.LlamaCloud;

namespace BatchAudit.Tests.LlamaCloud;

/// <summary>Whatever has times tells which of them are none, and whose they are.</summary>
public sealed class UnreadableTimesTests
{
    [Fact]
    public void Of_a_page_each_row_tells_its_own()
    {
        var page = AnswerParser.DirectoryFilePage(Body(
            """
            { "next_page_token": null, "total_at": 7, "items": [
              { "id": "dfl-1", "created_at": "2026-05-01T10:00:00Z", "metadata": { "created_at": "soon" } },
              { "id": "dfl-2", "created_at": 1777629600, "updated_at": [ { "created_at": 1 } ], "deleted_at": "no" },
              { "id": "dfl-2", "created_at": 1777629600, "updated_at": [ { "created_at": 1 } ], "deleted_at": "no" },
              { "id": "dfl-3", "deleted_at": false } ] }
            """));

        UnreadableTime[] second = [new("created_at", "1777629600"), new("updated_at", "[ { \"created_at\": 1 } ]"), new("deleted_at", "\"no\"")];
        Assert.Equal([[], second, second, [new("deleted_at", "false")]], Snapshots.Of(page).Files.Select(file => file.UnreadableTimes));
    }

    [Fact]
    public void A_job_tells_its_own_alone_in_its_envelope_and_in_a_list()
    {
        UnreadableTime[] expected = [new("updated_at", "7")];
        const string job = """{ "id": "pjb-1", "status": "RUNNING", "created_at": null, "updated_at": 7 }""";

        Assert.Equal(expected, Snapshots.Of(AnswerParser.ParseJob(Body($$"""{ "job": {{job}}, "created_at": 1 }"""), "pjb-1")).UnreadableTimes);
        Assert.Equal(expected, Snapshots.Of(AnswerParser.ExtractJob(Body(job), "pjb-1")).UnreadableTimes);
        Assert.Equal(expected, Snapshots.Of(AnswerParser.ParseJobPage(Body($$"""{ "items": [ {{job}} ] }""")).Items[0]).UnreadableTimes);
        Assert.Equal(expected, Snapshots.Of(AnswerParser.ExtractJobPage(Body($$"""{ "items": [ {{job}} ] }""")).Items[0]).UnreadableTimes);
    }

    [Fact]
    public void Of_a_data_point_the_states_are_named()
    {
        var page = AnswerParser.JobDataPointPage(Body(
            """{ "items": [ { "id": "pjb-1", "state_transitions": { "pending_at": "2026-05-01 10:00:00", "running_at": 7 }, "created_at": "soon" } ] }"""));

        var times = Snapshots.Of(page.Items[0]);
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 10, 0, 0, TimeSpan.Zero), times.PendingAt);
        Assert.Equal([new("state_transitions.running_at", "7"), new("created_at", "\"soon\"")], times.UnreadableTimes);
    }

    [Fact]
    public void A_directory_tells_its_own()
    {
        var directory = Snapshots.Of(AnswerParser.Directory(Body("""{ "id": "dir-1", "expires_at": {}, "deleted_at": null }"""), "dir-1"));

        Assert.Equal([new("expires_at", "{}")], directory.UnreadableTimes);
    }

    [Fact]
    public void A_list_that_is_sent_twice_counts_once()
    {
        var page = AnswerParser.JobDataPointPage(Body("""{ "items": [ { "id": "a" }, { "id": "b", "created_at": 1 } ], "items": [ { "id": "c" } ] }"""));

        Assert.Equal("c", Assert.Single(page.Items).Id);
    }

    [Fact]
    public void After_an_answer_that_could_not_be_read_nothing_is_left_for_the_next()
    {
        Assert.Throws<AuditException>(() => AnswerParser.Directory(Body("""{ "expires_at": 7, "id": "dir-1", "name": 7 }"""), "dir-1"));

        Assert.Empty(AnswerParser.Directory(Body("""{ "expires_at": null, "id": "dir-1" }"""), "dir-1").UnreadableTimes);
    }

    private static byte[] Body(string json) => Encoding.UTF8.GetBytes(json);
}
