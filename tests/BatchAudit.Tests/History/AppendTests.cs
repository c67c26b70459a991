using BatchAudit.Collecting;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

public sealed class AppendTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_same_answer_again_adds_one_observation_and_nothing_else()
    {
        var answer = Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Unmapped("dfl-2", "no such type"));
        Assert.True(_fixture.Observe(answer));
        var before = Counts();

        Assert.False(_fixture.Observe(answer));

        Assert.Equal(before with { Observations = before.Observations + 1 }, Counts());
        Assert.Equal(2, _fixture.Scalar<long>("select count(*) from batch_snapshot"));
    }

    [Fact]
    public void An_answer_in_another_order_is_kept_but_changes_nothing()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2"), Mapped("dfl-1", "pjb-3")));
        var before = Counts();

        Assert.False(_fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-3"), Mapped("dfl-2", "pjb-2"), Mapped("dfl-1", "pjb-1"))));

        Assert.Equal(before with { Observations = before.Observations + 1, Payloads = before.Payloads + 1 }, Counts());
    }

    [Fact]
    public void A_changed_row_ends_its_version_and_shows_old_and_new()
    {
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2")));
        Assert.True(_fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-9"), Mapped("dfl-2", "pjb-2"))));

        Assert.Equal(
            ["dfl-1 pjb-1 2-3", "dfl-1 pjb-9 3-", "dfl-2 pjb-2 2-"],
            _fixture.Query<string>("select file_id || ' ' || job_id || ' ' || since_seq || '-' || coalesce(until_seq, '') from file_result order by 1"));
    }

    [Theory]
    [InlineData("RUNNING", ResultsState.Null)]
    [InlineData("COMPLETED", ResultsState.Absent)]
    [InlineData("FAILED", ResultsState.Listed)]
    [InlineData("FAILED", ResultsState.Null)]
    public void Results_that_cannot_be_relied_on_close_nothing_in_any_order(string status, ResultsState state)
    {
        var listed = Batch("RUNNING", Mapped("dfl-1", "pjb-1"), Unmapped("dfl-2", "no such type"));
        var unreliable = Batch(status) with { ResultsState = state };

        _fixture.Observe(unreliable);
        _fixture.Observe(listed);
        _fixture.Observe(unreliable);
        _fixture.Observe(listed);

        Assert.Equal(2, _fixture.Scalar<long>("select count(*) from file_result"));
        Assert.Equal(0, _fixture.Scalar<long>("select count(*) from file_result where until_seq is not null"));
    }

    [Fact]
    public void A_failed_batch_adds_what_was_not_known_but_takes_nothing_back()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));
        _fixture.Observe(Batch("FAILED", Unmapped("dfl-1", "orchestration failed"), Mapped("dfl-2", "pjb-2")));

        Assert.Equal(["dfl-1 pjb-1", "dfl-2 pjb-2"], _fixture.Query<string>("select source_directory_file_id || ' ' || job_id from file_jobs order by 1"));
    }

    [Fact]
    public void Nights_are_counted_only_where_the_file_was_seen()
    {
        _fixture.Observe(Batch("RUNNING", Unmapped("dfl-1", "no such type")));

        foreach (var day in (int[])[1, 2])
        {
            var unlisted = new Answer<BatchSnapshot>(Batch("RUNNING") with { ResultsState = ResultsState.Null }, new byte[day], Midnight.AddDays(day));
            _fixture.History.Append(_fixture.RunId, [BatchObservation.Of(unlisted)]);
        }

        Assert.Equal("1 2026-05-04T00:00:01.000Z", _fixture.Scalar<string>("select nights_seen || ' ' || last_seen_at from mapping_errors"));
    }

    [Fact]
    public void A_file_that_is_gone_and_returns_was_first_seen_when_it_first_came()
    {
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2")));
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-2", "pjb-2")));
        Assert.Equal(1, _fixture.Scalar<long>("select count(*) from file_jobs"));

        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2")));

        Assert.Equal(
            "2026-05-04T00:00:01.000Z 2026-05-04T00:00:03.000Z",
            _fixture.Scalar<string>("select first_seen_at || ' ' || last_changed_at from file_jobs where source_directory_file_id = 'dfl-1'"));
    }

    [Fact]
    public void A_moved_timestamp_alone_touches_no_file()
    {
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1")));
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1")) with { UpdatedAt = Midnight });

        Assert.Equal(1, _fixture.Scalar<long>("select count(*) from file_result"));
        Assert.Equal(1, _fixture.Scalar<long>("select count(*) from status_timeline"));
    }

    [Fact]
    public void An_unchanged_answer_costs_less_than_a_kilobyte()
    {
        var answer = Batch("COMPLETED", [.. Enumerable.Range(0, 1000).Select(n => Mapped($"dfl-{n:x36}", $"pjb-{n:x36}"))]);
        _fixture.Observe(answer);
        var before = Size();

        for (var night = 0; night < 200; night++)
        {
            _fixture.Observe(answer);
        }

        Assert.InRange((Size() - before) / 200.0, 0, 1024);
    }

    [Fact]
    public void A_batch_that_could_not_be_read_is_kept_with_what_was_answered()
    {
        var failure = new AuditException(FailureKind.BadAnswer, "no batch") { Body = "<html>"u8.ToArray() };
        _fixture.History.Append(_fixture.RunId, [FailureObservation.Of("bat-7", failure, Midnight)]);

        Assert.Equal("bat-7 BAD_ANSWER no batch " + Payload.Digest("<html>"u8), _fixture.Scalar<string>(
            """
            select f.batch_id || ' ' || f.reason || ' ' || f.message || ' ' || p.sha256
              from failures f join failure o on o.seq = f.observation join payload p on p.sha256 = o.body_sha256
            """));
        Assert.Null(_fixture.History.Find("bat-7"));
    }

    [Fact]
    public void Hostile_text_comes_back_as_it_was_sent()
    {
        const string hostile = "=cmd|'/c calc'!A1\u0000\u001b[2J\u202e\U0001F600\r\n\"',;";
        _fixture.Observe(Batch("COMPLETED", Unmapped("dfl-1", hostile), Unmapped("", hostile)));

        Assert.All(_fixture.Query<string>("select mapping_error from file_result"), stored => Assert.Equal(hostile, stored));
        Assert.Equal(2, _fixture.Scalar<long>("select count(*) from mapping_errors"));
    }

    private long Size() => _fixture.Scalar<long>("select page_count * page_size from pragma_page_count, pragma_page_size");

    private TableCounts Counts() => new(
        _fixture.Scalar<long>("select count(*) from observation"),
        _fixture.Scalar<long>("select count(*) from payload"),
        _fixture.Scalar<long>("select count(*) from batch_state"),
        _fixture.Scalar<long>("select count(*) from file_result"));

    private sealed record TableCounts(long Observations, long Payloads, long States, long Results);
}
