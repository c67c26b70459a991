using BatchAudit.Collecting;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

/// <summary>What answers about jobs and directories add, and what they never take back.</summary>
public sealed class JobAndDirectoryTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    public JobAndDirectoryTests() => _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-1"), Mapped("dfl-2", "pjb-2")));

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void An_answer_that_says_the_same_about_a_job_adds_its_observation_and_nothing_else()
    {
        Assert.True(_fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING")));
        Assert.False(_fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING")));

        Assert.Equal(1, _fixture.Scalar<long>("select count(*) from job_state"));
        Assert.Equal(2, _fixture.Scalar<long>("select count(*) from observation where kind = 'parse_v2_jobs'"));
    }

    [Fact]
    public void A_field_that_the_contract_does_not_know_is_kept_once_whatever_it_is_of_and_a_thousand_are_enough()
    {
        _fixture.History.Append(_fixture.RunId, [Page("pjb-1", ["parse_job.pages"]), Page("pjb-2", ["parse_job.pages", "parse_job.queue"])]);
        Assert.Equal(
            ["bat-1 Field parse_job.pages", "bat-1 Field parse_job.queue"],
            _fixture.Query<string>("select batch_id || ' ' || message from findings where rule = 'UNKNOWN_FIELD' order by 1"));

        for (var answer = 0; answer < 60; answer++)
        {
            _fixture.History.Append(_fixture.RunId, [Page("pjb-1", [.. Enumerable.Range(20 * answer, 20).Select(n => $"parse_job.made_up_{n}")])]);
        }

        Assert.Equal(1001, _fixture.Scalar<long>("select count(*) from unknown_field"));
        Assert.Equal(1, _fixture.Scalar<long>("select count(*) from unknown_field where field = '(further fields are not named)'"));

        static JobsObservation Page(string jobId, string[] fields) =>
            JobsObservation.OfPage("bat-1", "parse_v2", new Answer<IReadOnlyList<JobSnapshot>>([Job(jobId, "RUNNING")], "{}"u8.ToArray(), Midnight)) with
            {
                UnknownFields = fields,
            };
    }

    [Fact]
    public void A_job_that_no_results_ever_named_is_not_one_of_the_batch()
    {
        Assert.False(_fixture.ObserveJobs("bat-1", Job("pjb-of-others", "FAILED")));
        Assert.Equal(0, _fixture.Scalar<long>("select count(*) from job_state"));

        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-9"), Mapped("dfl-2", "pjb-2")));
        Assert.True(_fixture.ObserveJobs("bat-1", Job("pjb-1", "FAILED")));
    }

    [Fact]
    public void A_file_is_ok_only_once_its_job_was_seen_completed()
    {
        Assert.Equal(["NOT_CHECKED UNKNOWN", "NOT_CHECKED UNKNOWN"], Outcomes());

        _fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING"), Job("pjb-2", "A_WORD_OF_TOMORROW"));
        Assert.Equal(["RUNNING IN_PROGRESS", "A_WORD_OF_TOMORROW UNKNOWN"], Outcomes());

        _fixture.ObserveJobs("bat-1", Job("pjb-1", "COMPLETED"), Job("pjb-2", "FAILED", "TIMEOUT"));
        Assert.Equal(["COMPLETED OK", "FAILED JOB_FAILED"], Outcomes());
    }

    [Fact]
    public void A_job_that_ended_and_is_not_found_later_keeps_its_end_and_one_that_goes_on_does_not()
    {
        _fixture.ObserveJobs("bat-1", Job("pjb-1", "COMPLETED"), Job("pjb-2", "RUNNING"));

        Assert.False(_fixture.ObserveMissing("bat-1", "pjb-1"));
        Assert.True(_fixture.ObserveMissing("bat-1", "pjb-2"));

        Assert.Equal(["COMPLETED OK", "NOT_FOUND UNKNOWN"], Outcomes());
    }

    [Fact]
    public void What_a_later_answer_leaves_out_stays_known()
    {
        _fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING") with { Credits = 1.5 });
        _fixture.ObserveJobs("bat-1", Job("pjb-1", "COMPLETED") with { Tier = null });
        Assert.Equal("agentic 1.5", _fixture.Scalar<string>("select tier || ' ' || credits from file_jobs where job_id = 'pjb-1'"));

        _fixture.ObserveTimes(new JobTimes("pjb-1", Midnight, null, Midnight.AddSeconds(2), null, null, null));
        _fixture.ObserveTimes(new JobTimes("pjb-1", null, null, null, Midnight.AddSeconds(9), null, null));
        Assert.Equal(7.0, _fixture.Scalar<double>("select run_seconds from file_jobs where job_id = 'pjb-1'"));
        Assert.Equal(
            ["PENDING EXACT", "RUNNING EXACT", "COMPLETED EXACT"],
            _fixture.Query<string>("select to_status || ' ' || precision from status_timeline where job_id = 'pjb-1' order by occurred_at"));
    }

    [Fact]
    public void A_change_of_a_job_is_never_told_more_exactly_than_it_is_known()
    {
        _fixture.ObserveJobs("bat-1", Job("pjb-1", "PENDING"));
        _fixture.ObserveJobs("bat-1", Job("pjb-1", "RUNNING") with { UpdatedAt = _fixture.NextInstant.AddMinutes(5) });

        Assert.Equal(
            ["PENDING REPORTED 2026-05-03T23:40:00.000Z", "RUNNING OBSERVED 2026-05-04T00:00:03.000Z"],
            _fixture.Query<string>("select to_status || ' ' || precision || ' ' || occurred_at from status_timeline where job_id = 'pjb-1' order by observation"));
    }

    [Fact]
    public void Names_once_seen_outlive_their_directory()
    {
        _fixture.ObserveDirectory(new DirectorySnapshot("dir-1", "scans", "ephemeral", Midnight.AddDays(1), null));
        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-1"), Listed("dfl-2"));
        Assert.False(_fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-2") with { Name = null }));
        Assert.True(_fixture.ObserveNoDirectory("dir-1"));
        Assert.False(_fixture.ObserveNoDirectory("dir-1"));

        Assert.Equal(["dfl-1.pdf", "dfl-2.pdf"], _fixture.Query<string>("select file_name from file_jobs order by source_directory_file_id"));
    }

    [Theory]
    [InlineData(47, true)]
    [InlineData(-3, true)]
    [InlineData(49, false)]
    public void That_a_directory_expires_is_found_until_its_files_are_known(int hours, bool isFound)
    {
        string[] expected = isFound ? [$"Directory dir-1 expires at {UtcText.Of(Midnight.AddHours(hours))}; its files are not known yet."] : [];
        _fixture.ObserveDirectory(new DirectorySnapshot("dir-1", "scans", "ephemeral", Midnight.AddHours(hours), null));
        Assert.Equal(expected, Expiring());

        _fixture.ObserveFiles("dir-1", isLast: false, Listed("dfl-1"));
        Assert.Equal(expected, Expiring());

        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-2"));
        Assert.Empty(Expiring());
    }

    [Fact]
    public void Every_file_of_directory_and_results_is_in_the_class_that_its_times_say()
    {
        Assert.Equal(["dfl-1 NAME_UNKNOWN", "dfl-2 NAME_UNKNOWN"], Classes());

        _fixture.ObserveFiles("dir-1", isLast: false, Listed("dfl-1"));
        Assert.Equal(["dfl-1 MATCHED", "dfl-2 NAME_UNKNOWN"], Classes());

        _fixture.ObserveFiles(
            "dir-1",
            isLast: true,
            Listed("dfl-3"),
            Listed("dfl-4", createdAt: Midnight.AddMinutes(-59)),
            Listed("dfl-5", deletedAt: Midnight.AddMinutes(-61)),
            Listed("dfl-6", deletedAt: Midnight.AddMinutes(-59)));
        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-7") with { CreatedAt = null });

        Assert.Equal(
            ["dfl-1 MATCHED", "dfl-2 ORPHAN", "dfl-3 MISSING", "dfl-4 LATE_ADDED", "dfl-5 DELETED", "dfl-6 MISSING", "dfl-7 "],
            Classes());
        Assert.Equal(1, _fixture.Scalar<long>("select unaccounted from batches"));
    }

    [Fact]
    public void The_balance_shows_a_row_that_got_lost()
    {
        _fixture.Tamper("drop trigger file_result_only_ends; update file_result set until_seq = 2 where file_id = 'dfl-1'");

        Assert.Equal(1, _fixture.Scalar<long>("select unaccounted from batches"));
    }

    private IReadOnlyList<string> Expiring() => _fixture.Query<string>("select message from findings where rule = 'DIRECTORY_EXPIRING'");

    private IReadOnlyList<string> Outcomes() =>
        _fixture.Query<string>("select job_status || ' ' || outcome from file_jobs order by source_directory_file_id");

    private IReadOnlyList<string> Classes() =>
        _fixture.Query<string>("select source_directory_file_id || ' ' || coalesce(class, '') from reconciliation order by source_directory_file_id");
}
