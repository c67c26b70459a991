using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

public sealed class BatchSelectionTests : CollectingTest
{
    private async Task<string> DueAsync(CollectRequest request)
    {
        var selected = await new BatchSelection(Source, History).SelectAsync(request, TestContext.Current.CancellationToken);
        return $"{string.Join(' ', selected.Due)} | {selected.Held}";
    }

    [Theory]
    [InlineData(true, true, true, false, false, true)]
    [InlineData(false, true, true, true, true, false)]
    [InlineData(true, false, true, false, false, false)]
    [InlineData(true, false, true, true, false, true)]
    [InlineData(true, true, false, true, false, false)]
    [InlineData(true, true, false, false, true, true)]
    public async Task A_batch_is_held_when_all_that_is_wanted_of_it_is_known(
        bool resultsComplete, bool jobsOver, bool filesListed, bool withoutJobs, bool withoutFiles, bool held)
    {
        Source.With("bat-1", []);
        Hold("bat-1", resultsComplete, jobsOver, filesListed);

        Assert.Equal(held ? " | 1" : "bat-1 | 0", await DueAsync(Everything with { WithoutJobs = withoutJobs, WithoutFiles = withoutFiles }));
    }

    [Fact]
    public async Task A_recheck_takes_the_longest_not_asked_after_the_others()
    {
        foreach (var batchId in (string[])["bat-2", "bat-3", "bat-1", "bat-4"])
        {
            Source.With(batchId, []);
            Hold(batchId);
        }

        Source.With("bat-5", []);

        Assert.Equal("bat-5 | 4", await DueAsync(Everything));
        Assert.Equal("bat-5 bat-2 | 3", await DueAsync(Everything with { Recheck = new(1, 4) }));
        Assert.Equal("bat-5 bat-2 bat-3 | 2", await DueAsync(Everything with { Recheck = new(2, 5) }));
        Assert.Equal("bat-5 bat-2 bat-3 bat-1 bat-4 | 0", await DueAsync(Everything with { Recheck = new(1, 1) }));
        Assert.Equal("bat-5 bat-2 bat-3 bat-1 bat-4 | 0", await DueAsync(Everything with { Recheck = new(1, 4), Refresh = true }));
    }

    [Fact]
    public async Task The_oldest_never_asked_for_come_first_then_the_longest_not_asked_for_unless_an_order_is_named()
    {
        foreach (var (batchId, day) in new[] { ("bat-1", 1), ("bat-2", 9), ("bat-3", 3), ("bat-4", 2), ("bat-5", 5) })
        {
            Source.With(batchId, []);
            Source.Batches[batchId] = Source.Batches[batchId] with { CreatedAt = new DateTimeOffset(2026, 5, day, 0, 0, 0, TimeSpan.Zero) };
        }

        // In vain, so that nothing of them is held.
        Tell([.. ((string[])["bat-2", "bat-5", "bat-1"]).Select(batchId => FailureObservation.Of(batchId, Failure(FailureKind.Unreachable), Time.GetUtcNow()))]);

        Assert.Equal("bat-4 bat-3 bat-2 bat-5 bat-1 | 0", await DueAsync(Everything));
        Assert.Equal("bat-3 bat-4 bat-2 bat-1 | 0", await DueAsync(Everything with { BatchIds = ["bat-1", "bat-3", "bat-4", "bat-2"] }));
        Assert.Equal("bat-1 bat-3 bat-2 | 0", await DueAsync(Everything with { BatchIds = ["bat-1", "bat-3", "bat-2"], AsNamed = true }));
    }

    [Theory]
    [InlineData(1, 7, 23)]
    [InlineData(1, 7, 7)]
    [InlineData(1, 7, 3)]
    [InlineData(2, 7, 10)]
    public async Task A_recheck_comes_round_to_every_batch_also_to_one_that_is_gone(int share, int of, int count)
    {
        foreach (var batchId in Ids(count, "bat"))
        {
            Source.With(batchId, []);
            Hold(batchId);
        }

        Source.OnCall = call =>
        {
            if (call == "batch bat-0000")
            {
                throw FakeSource.NotFound("bat-0000");
            }
        };

        var nights = (of + share - 1) / share;

        for (var night = 0; night < nights; night++)
        {
            await RunAsync(OnlyFiles with { Recheck = new(share, of) });
        }

        Assert.Equal(count, Source.Log.Distinct().Count());
        Assert.InRange(Source.Log.Count, count, nights * (((count * share) + of - 1) / of));
    }

    private void Hold(string batchId, bool resultsComplete = true, bool jobsOver = true, bool filesListed = true)
    {
        var jobId = "pjb-of-" + batchId;
        var batch = FakeSource.Batch(batchId, [jobId], "dir-of-" + batchId);
        Tell(Answer(resultsComplete ? batch : batch with { Results = [.. batch.Results, new FileResult("dfl-open", null, null, null)] }));

        if (jobsOver)
        {
            Tell(Page(batchId, FakeSource.Job(jobId, "COMPLETED")));
        }

        if (filesListed)
        {
            Tell(DirectoryFilesObservation.Of("dir-of-" + batchId, Answered(new DirectoryFilesPage([], IsLast: true))));
        }
    }
}
