namespace BatchAudit.Tests.Collecting;

public sealed class JobTimesTests : CollectingTest
{
    [Theory]
    [InlineData(-1, 1)]
    [InlineData(30, 1)]
    [InlineData(60, 2)]
    [InlineData(26 * 60, 27)]
    [InlineData(500 * 60, 168)]
    public async Task They_are_read_back_to_the_oldest_job_answered(int minutesOld, int hours)
    {
        var oldest = Time.GetUtcNow().AddMinutes(-minutesOld);
        Source.With("bat-1", ["pjb-1", "pjb-2"]).With("bat-2", ["pjb-3"])
            .Knows("COMPLETED", ["pjb-1"], oldest).Knows("COMPLETED", ["pjb-2"]).Knows("COMPLETED", ["pjb-3"], oldest.AddMinutes(2));

        await RunAsync(OnlyJobs);

        Assert.Equal($"times parse_v2 {hours} h", Source.Log[^1]);
    }

    [Fact]
    public async Task They_are_stored_page_by_page_whosever_jobs_they_are()
    {
        Source.With("bat-1", ["pjb-1"]).Knows("COMPLETED", ["pjb-1"]).Times["parse_v2"] = [[Point("pjb-1")], [Point("pjb-9")]];

        await RunAsync(OnlyJobs);

        Assert.Equal(["data_points parse_v2: pjb-1", "data_points parse_v2: pjb-9"], History.Stored.Skip(2));
    }

    [Fact]
    public async Task After_two_hundred_pages_it_is_enough()
    {
        Source.With("bat-1", ["pjb-1"]).Knows("COMPLETED", ["pjb-1"]).Times["parse_v2"] = [.. Enumerable.Repeat(new[] { Point("pjb-1") }, 300)];

        await RunAsync(OnlyJobs);

        Assert.Equal(200, History.Stored.Count - 2);
    }

    [Theory]
    [InlineData(FailureKind.Unauthorized)]
    [InlineData(FailureKind.NotFound)]
    [InlineData(FailureKind.BadAnswer)]
    [InlineData(FailureKind.Unreachable)]
    public async Task They_are_optional(FailureKind kind)
    {
        Source.With("bat-1", ["ext-1", "pjb-1"]).Knows("COMPLETED", ["ext-1", "pjb-1"]);
        Source.OnCall = call =>
        {
            if (call.StartsWith("times extract", StringComparison.Ordinal))
            {
                throw Failure(kind);
            }
        };

        var summary = await RunAsync(OnlyJobs);

        Assert.Equal("data_points parse_v2: ", History.Stored[^1]);
        Assert.Equal((ExitCode.Done, null), (summary.ExitCode, summary.EndedBy));
    }

    [Fact]
    public async Task A_run_that_was_told_of_no_job_does_not_ask_for_them()
    {
        Source.With("bat-1", ["pjb-1"]);
        Tell(Answer(Source.Batches["bat-1"]), Page("bat-1", FakeSource.Job("pjb-1", "COMPLETED")));

        await RunAsync(OnlyJobs with { Refresh = true });

        Assert.Equal(["batch bat-1"], Source.Log);
    }

    private static JobTimes Point(string jobId) => new(jobId, null, null, null, null, null, null);
}
