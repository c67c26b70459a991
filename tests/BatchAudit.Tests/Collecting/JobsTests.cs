using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

public sealed class JobsTests : CollectingTest
{
    [Fact]
    public async Task A_thousand_jobs_take_twenty_calls_and_are_stored_in_their_order()
    {
        var ids = Ids(1000);
        Source.With("bat-1", ids.Reverse()).Knows("COMPLETED", ids);

        await RunAsync(OnlyJobs);

        var chunks = ids.Chunk(50).ToList();
        Assert.Equal(["batch bat-1", .. chunks.Select(chunk => $"parse_v2 {chunk[0]}..{chunk[^1]}"), "times parse_v2 168 h"], Source.Log);
        Assert.Equal(
            [
                "batch bat-1: COMPLETED",
                .. chunks.Select(chunk => "parse_v2_jobs bat-1: " + string.Join(", ", chunk.Select(id => $"{id} COMPLETED"))),
                "data_points parse_v2: ",
            ],
            History.Stored);
    }

    [Fact]
    public async Task What_no_listing_shows_is_asked_for_by_itself_and_may_be_gone()
    {
        Source.With("bat-1", ["pjb-1", "ext-1", "pjb-2", "pjb-3", "pjb-1"]).Knows("COMPLETED", ["pjb-1", "pjb-2"]).Knows("FAILED", ["ext-1"]);
        Source.Paging = jobs => [[.. jobs.Where(job => job.JobId != "pjb-2")]];

        var summary = await RunAsync(OnlyJobs with { Wait = true });

        Assert.Equal(
            [
                "batch bat-1: COMPLETED",
                "extract_v2_jobs bat-1: ext-1 FAILED",
                "parse_v2_jobs bat-1: pjb-1 COMPLETED",
                "parse_v2_job bat-1/pjb-2: pjb-2 COMPLETED",
                "job_not_found bat-1/pjb-3: pjb-3 NOT_FOUND",
                "data_points extract_v2: ",
                "data_points parse_v2: ",
            ],
            History.Stored);
        Assert.Equal(ExitCode.Done, summary.ExitCode);
    }

    [Fact]
    public async Task Twenty_five_calls_for_a_thousand_jobs_are_the_most_and_the_rest_is_left_for_the_next_time()
    {
        var ids = Ids(1000);
        Source.With("bat-1", ids);

        await RunAsync(OnlyJobs);
        Assert.Equal(ids.Take(5).Select(id => $"parse_v2 {id}"), JobCalls.Skip(20));
        Assert.DoesNotContain(History.Stored, line => line.Contains(ids[5], StringComparison.Ordinal));

        // One listing asks whether they are listed by now, and says no; then those come that had no turn yet.
        await RunAsync(OnlyJobs);
        Assert.Equal([$"parse_v2 {ids[5]}..{ids[54]}", .. ids.Skip(5).Take(24).Select(id => $"parse_v2 {id}")], JobCalls.Skip(25));
    }

    [Fact]
    public async Task A_server_that_pages_in_ones_gets_no_more_calls_either()
    {
        var ids = Ids(60);
        Source.With("bat-1", ids).Knows("COMPLETED", ids);
        Source.Paging = jobs => jobs.Chunk(1);

        await RunAsync(OnlyJobs);

        Assert.Equal(25, JobCalls.Count());
        Assert.Equal(
            [.. ids.Take(24), ids[50]],
            History.Stored.Where(line => line.StartsWith("parse_v2_jobs", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
    }

    [Fact]
    public async Task A_page_is_stored_as_it_came_and_jobs_that_nobody_asked_for_settle_nothing()
    {
        Source.With("bat-1", ["pjb-1", "pjb-2"]).Knows("RUNNING", ["pjb-1"]).Knows("COMPLETED", ["pjb-2"]);
        Source.Paging = jobs => [[FakeSource.Job("pjb-9", "FAILED"), jobs[0]], [jobs[0] with { Status = "COMPLETED" }, jobs[1]]];

        await RunAsync(OnlyJobs);

        Assert.Equal(
            [
                "batch bat-1: COMPLETED",
                "parse_v2_jobs bat-1: pjb-9 FAILED, pjb-1 RUNNING",
                "parse_v2_jobs bat-1: pjb-1 COMPLETED, pjb-2 COMPLETED",
                "data_points parse_v2: ",
            ],
            History.Stored);
    }

    [Fact]
    public async Task Jobs_that_are_over_or_of_an_unknown_type_are_not_asked_for()
    {
        Source.With("bat-1", ["pjb-1", "pjb-2", "x-1"]).Knows("COMPLETED", ["pjb-1", "pjb-2"]);
        Tell(Answer(Source.Batches["bat-1"]), Page("bat-1", FakeSource.Job("pjb-1", "COMPLETED")));

        await RunAsync(OnlyJobs with { Wait = true });

        Assert.Equal(["batch bat-1", "parse_v2 pjb-2..pjb-2", "times parse_v2 168 h"], Source.Log);
    }

    [Fact]
    public async Task While_no_results_are_listed_the_jobs_that_are_known_are_asked_for()
    {
        Source.With("bat-1", []).Knows("COMPLETED", ["pjb-1"]);
        Source.Batches["bat-1"] = Source.Batches["bat-1"] with { ResultsState = ResultsState.Null };
        Tell(Answer(FakeSource.Batch("bat-1", ["pjb-1"]) with { Results = [new("dfl-1", "parse_v2", "pjb-1", null), new("dfl-2", null, "pjb-2", null)] }));

        await RunAsync(OnlyJobs);

        Assert.Equal(["parse_v2 pjb-1..pjb-1"], JobCalls);
    }

    [Fact]
    public async Task Jobs_that_are_not_wanted_are_not_asked_for()
    {
        Source.With("bat-1", ["pjb-1"]).Knows("RUNNING", ["pjb-1"]);

        await RunAsync(OnlyFiles with { Wait = true });

        Assert.Equal(["batch bat-1"], Source.Log);
    }

    [Fact]
    public async Task A_listing_that_fails_names_the_batch_and_loses_nothing_else()
    {
        var ids = Ids(150);
        Source.With("bat-1", ids).With("bat-2", []).Knows("COMPLETED", ids.Skip(100));
        Source.OnCall = call =>
        {
            if (call == "parse_v2 pjb-0000..pjb-0049")
            {
                throw Failure(FailureKind.Unreachable);
            }
        };

        var summary = await RunAsync(OnlyJobs with { BatchIds = ["bat-1", "bat-2"] });

        Assert.Equal([new FailedBatch("bat-1", FailureKind.Unreachable, "It is Unreachable.")], summary.Failures);
        Assert.Equal(new RunCounts(Due: 2, Read: 1, Unchanged: 0, Failed: 1, LeftOver: 0, Held: 0, Calls: summary.Counts.Calls), summary.Counts);
        Assert.Equal(ExitCode.Partial, summary.ExitCode);
        Assert.Equal(
            [
                "batch bat-1: COMPLETED",
                "failure bat-1: Unreachable",
                "parse_v2_jobs bat-1: ",
                "parse_v2_jobs bat-1: " + string.Join(", ", ids.Skip(100).Select(id => $"{id} COMPLETED")),
                .. ids.Skip(50).Take(22).Select(id => $"job_not_found bat-1/{id}: {id} NOT_FOUND"),
                "batch bat-2: COMPLETED",
                "data_points parse_v2: ",
            ],
            History.Stored);
    }

    [Fact]
    public async Task One_batch_whose_jobs_are_unreachable_is_partial_for_the_batch_was_answered()
    {
        Source.With("bat-1", ["pjb-1"]).OnCall = call => Fail(call, "parse_v2", FailureKind.Unreachable);

        Assert.Equal(ExitCode.Partial, (await RunAsync(OnlyJobs)).ExitCode);
    }

    [Fact]
    public async Task A_key_without_the_right_to_jobs_still_reads_every_batch()
    {
        var ids = Ids(100);
        Source.With("bat-1", ids).With("bat-2", ids).OnCall = call => Fail(call, "parse_v2", FailureKind.Unauthorized);

        var summary = await RunAsync(OnlyJobs with { Wait = true });

        Assert.Equal(["batch bat-1", "parse_v2 pjb-0000..pjb-0049", "batch bat-2", "parse_v2 pjb-0000..pjb-0049"], Source.Log);
        Assert.Equal(["bat-1", "bat-2"], summary.Failures.Select(failed => failed.BatchId));
        Assert.Equal(ExitCode.Partial, summary.ExitCode);
    }

    [Fact]
    public async Task What_was_answered_before_a_cancellation_is_kept()
    {
        var ids = Ids(100);
        Source.With("bat-1", ids, "dir-1").With("bat-2", []).Knows("COMPLETED", ids);
        Source.OnCall = call =>
        {
            if (call == "parse_v2 pjb-0050..pjb-0099")
            {
                Interruption.Ask(ExitCode.Interrupted);
            }
        };

        var summary = await RunAsync(Everything);

        Assert.Equal(
            ["batch bat-1: COMPLETED", "parse_v2_jobs bat-1: " + string.Join(", ", ids.Take(50).Select(id => $"{id} COMPLETED"))],
            History.Stored);
        Assert.Equal(new RunCounts(Due: 2, Read: 1, Unchanged: 0, Failed: 0, LeftOver: 1, Held: 0, Calls: new(3, 0)), summary.Counts);
        Assert.Equal(ExitCode.Interrupted, summary.ExitCode);
    }

    [Fact]
    public async Task Waiting_goes_on_until_the_jobs_are_over()
    {
        Source.With("bat-1", ["pjb-1"]).Knows("RUNNING", ["pjb-1"]);
        Source.OnCall = call =>
        {
            if (call.StartsWith("batch", StringComparison.Ordinal) && Source.Log.Count > 1)
            {
                Source.Knows("COMPLETED", ["pjb-1"]);
            }
        };

        await RunAsync(OnlyJobs with { Wait = true });

        Assert.Equal(
            [
                "batch bat-1: COMPLETED",
                "parse_v2_jobs bat-1: pjb-1 RUNNING",
                "batch bat-1: COMPLETED",
                "parse_v2_jobs bat-1: pjb-1 COMPLETED",
                "data_points parse_v2: ",
            ],
            History.Stored);
    }

    [Fact]
    public async Task Waiting_gives_up_jobs_that_fail_three_times_though_the_batch_answers()
    {
        Source.With("bat-1", ["pjb-1"]).OnCall = call => Fail(call, "parse_v2", FailureKind.BadAnswer);

        var summary = await RunAsync(OnlyJobs with { Wait = true });

        Assert.Equal(["parse_v2 pjb-1..pjb-1", "parse_v2 pjb-1"], JobCalls.Take(2));
        Assert.Equal(6, JobCalls.Count());
        Assert.Equal([new FailedBatch("bat-1", FailureKind.BadAnswer, "It is BadAnswer.")], summary.Failures);
    }

    private static void Fail(string call, string prefix, FailureKind kind)
    {
        if (call.StartsWith(prefix, StringComparison.Ordinal))
        {
            throw Failure(kind);
        }
    }
}
