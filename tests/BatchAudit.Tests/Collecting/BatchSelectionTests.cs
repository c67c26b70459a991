using BatchAudit.Collecting;

namespace BatchAudit.Tests.Collecting;

public sealed class BatchSelectionTests : CollectingTest
{
    private static readonly HeldBatch Complete = new(BatchStatus.Completed, null, ResultsComplete: true, JobsOver: true, FilesListed: true, LastSeq: 1);

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
        History.Held["bat-1"] = Complete with { ResultsComplete = resultsComplete, JobsOver = jobsOver, FilesListed = filesListed };

        Assert.Equal(held ? " | 1" : "bat-1 | 0", await DueAsync(Everything with { WithoutJobs = withoutJobs, WithoutFiles = withoutFiles }));
    }

    [Fact]
    public async Task A_recheck_takes_the_longest_not_asked_after_the_others()
    {
        foreach (var (batchId, lastSeq) in new[] { ("bat-1", 30), ("bat-2", 10), ("bat-3", 20), ("bat-4", 40) })
        {
            Source.With(batchId, []);
            History.Held[batchId] = Complete with { LastSeq = lastSeq };
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
        foreach (var (batchId, lastSeq, day) in new[] { ("bat-1", 30, 1), ("bat-2", 10, 9), ("bat-3", 0, 3), ("bat-4", 0, 2), ("bat-5", 20, 5) })
        {
            Source.With(batchId, []);
            Source.Batches[batchId] = Source.Batches[batchId] with { CreatedAt = new DateTimeOffset(2026, 5, day, 0, 0, 0, TimeSpan.Zero) };

            if (lastSeq > 0)
            {
                // In vain, so that nothing of it is held.
                History.Asked[batchId] = lastSeq;
            }
        }

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
            History.Held[batchId] = Complete;
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
}
