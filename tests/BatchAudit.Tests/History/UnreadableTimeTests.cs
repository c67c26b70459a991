using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

/// <summary>What becomes of a time that the server sent and that is none.</summary>
public sealed class UnreadableTimeTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void It_is_told_until_a_time_or_nothing_is_sent_and_a_change_of_it_is_news()
    {
        _fixture.Observe(Batch("RUNNING"));

        Assert.True(_fixture.Observe(Updated("7")));
        Assert.False(_fixture.Observe(Updated("7") with { UnknownFields = ["other_bytes"] }));
        Assert.True(_fixture.Observe(Updated("8")));
        Assert.Equal(["updated_at of batch bat-1 is no time: 8"], Told());

        _fixture.Observe(Batch("RUNNING"));
        Assert.Empty(Told());
        Assert.Equal(2, _fixture.Scalar<long>("select count(*) from unreadable_time where until_seq is not null"));
    }

    [Fact]
    public void Things_that_belong_together_are_told_together()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2")));
        UnreadableTime[] wrong = [new("created_at", "\"soon\"")];
        _fixture.ObserveJobs("bat-1", Job("pjb-2", "RUNNING") with { CreatedAt = null, UnreadableTimes = wrong }, Job("pjb-1", "RUNNING") with { CreatedAt = null, UnreadableTimes = wrong });
        _fixture.ObserveJobs("bat-1", Job("pjb-of-others", "RUNNING") with { CreatedAt = null, UnreadableTimes = wrong });

        Assert.Equal(["created_at of job pjb-1 is no time: \"soon\", and so it is with 1 more"], Told());
        Assert.Equal([null], _fixture.Query<string?>("select job_id from findings where rule = 'UNREADABLE_TIME'"));

        _fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING"));
        _fixture.ObserveMissing("bat-1", "pjb-2");

        Assert.Equal(["created_at of job pjb-2 is no time: \"soon\""], Told());
        Assert.Equal(["pjb-2"], _fixture.Query<string?>("select job_id from findings where rule = 'UNREADABLE_TIME'"));
    }

    [Fact]
    public void A_time_that_was_read_before_is_not_taken_back()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));
        _fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING"));
        _fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING") with { CreatedAt = null, UnreadableTimes = [new("created_at", "7")] });

        Assert.Single(Told());
        Assert.Equal([UtcText.Of(Midnight.AddMinutes(-30))], _fixture.Query<string>("select created_at from job_state where until_seq is null"));
    }

    [Fact]
    public void A_file_whose_deletion_cannot_be_dated_is_neither_missing_nor_deleted()
    {
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1")));
        UnreadableTime[] deleted = [new("deleted_at", "7")];
        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-1") with { UnreadableTimes = deleted }, Listed("dfl-2") with { UnreadableTimes = deleted });

        Assert.Equal(
            [
                "MATCHED|In the directory and in the results; its deleted_at is no time: 7.",
                "|Not in the results. When it was deleted cannot be read: the server says 7, so whether it is missing cannot be told.",
            ],
            Explained());
        Assert.Equal(["UNACCOUNTED", "UNREADABLE_TIME"], _fixture.Query<string>("select rule from findings order by rule"));

        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-2"));
        Assert.Equal(["MISSING_FILE", "UNREADABLE_TIME"], _fixture.Query<string>("select rule from findings order by rule"));
    }

    [Fact]
    public void A_batch_whose_first_answer_had_no_readable_beginning_says_so_of_itself_and_not_of_the_file()
    {
        _fixture.Observe(Batch("COMPLETED") with { CreatedAt = null, UnreadableTimes = [new("created_at", "\"noon\"")] });
        _fixture.Observe(Batch("COMPLETED"));
        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-1"));

        Assert.Equal(
            ["|Not in the results. When the batch began cannot be read: the server said \"noon\", so whether it is missing or late cannot be told."],
            Explained());
        Assert.Empty(Told());
    }

    [Fact]
    public void Where_nothing_was_sent_the_server_was_silent_of_just_that()
    {
        _fixture.Observe(Batch("COMPLETED") with { CreatedAt = null });
        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-1"), Listed("dfl-2") with { CreatedAt = null });

        Assert.Equal(
            [
                "|Not in the results. The server did not say when the batch began, so whether it is missing or late cannot be told.",
                "|Not in the results. The server does not say when it came into the directory, so whether it is missing or late cannot be told.",
            ],
            Explained());
    }

    [Fact]
    public void Drift_to_a_time_that_is_none_names_what_was_sent()
    {
        _fixture.Observe(Batch("COMPLETED"));
        _fixture.Observe(Batch("COMPLETED") with { UpdatedAt = null, UnreadableTimes = [new("updated_at", "7")] });
        _fixture.Observe(Batch("COMPLETED"));

        var time = UtcText.Of(Midnight.AddMinutes(-1));
        Assert.Equal([$"{time}|7", $"7|{time}"], _fixture.Query<string>("select before || '|' || after from drift order by after_observation"));
    }

    [Fact]
    public void A_directory_tells_it_to_each_of_its_batches()
    {
        _fixture.Observe(Batch("RUNNING"));
        _fixture.Observe(Batch("RUNNING") with { BatchId = "bat-2" });
        _fixture.ObserveDirectory(new DirectorySnapshot("dir-1", "scans", "ephemeral", null, null) { UnreadableTimes = [new("expires_at", "true")] });

        Assert.Equal(
            ["bat-1", "bat-2"], _fixture.Query<string>("select batch_id from findings where message = 'expires_at of directory dir-1 is no time: true' order by 1"));
    }

    [Fact]
    public void As_of_an_earlier_observation_it_is_told_as_it_was_then()
    {
        _fixture.Observe(Updated("7"));
        _fixture.Observe(Batch("RUNNING"));
        var then = new BatchAudit.History.Sqlite.SqliteReportSource(
            _fixture.Path, "1.0.0", new BatchAudit.Reporting.Viewpoint(BatchAudit.Reporting.Thresholds.Default, BatchAudit.Reporting.AsOf.Observation(2)));

        Assert.Contains(new BatchAudit.Reporting.FindingCount("UNREADABLE_TIME", "WARNING", 1), then.Findings());
        Assert.Empty(Told());
    }

    private static BatchSnapshot Updated(string sent) => Batch("RUNNING") with { UpdatedAt = null, UnreadableTimes = [new("updated_at", sent)] };

    private IReadOnlyList<string> Told() => _fixture.Query<string>("select message from findings where rule = 'UNREADABLE_TIME' order by message");

    private IReadOnlyList<string> Explained() => _fixture.Query<string>("select coalesce(class, '') || '|' || explanation from reconciliation order by 1");
}
