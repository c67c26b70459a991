using BatchAudit.Listening;

namespace BatchAudit.Tests.Listening;

public sealed class NoticeQueueTests
{
    private readonly NoticeQueue _notices = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public void Batches_are_taken_in_the_order_of_their_first_notice_and_each_once()
    {
        foreach (var batchId in (string[])["bat-2", "bat-1", "bat-2", "bat-3", "bat-1"])
        {
            Assert.Equal(NoticeFate.Queued, _notices.Add(new BatchNotice(null, batchId)));
        }

        Assert.Equal(["bat-2", "bat-1"], _notices.Take(2));
        Assert.Equal(["bat-3"], _notices.Take(2));
        Assert.Empty(_notices.Take(2));
    }

    [Fact]
    public void A_batch_that_was_taken_is_queued_again_by_the_next_event_but_not_by_the_same_one()
    {
        _notices.Add(new BatchNotice("evt-1", "bat-1"));
        _notices.Take(1);

        Assert.Equal(NoticeFate.Repeated, _notices.Add(new BatchNotice("evt-1", "bat-1")));
        Assert.Equal(NoticeFate.Queued, _notices.Add(new BatchNotice("evt-2", "bat-1")));
        Assert.Equal(["bat-1"], _notices.Take(2));
    }

    [Fact]
    public void What_was_refused_is_not_known_afterwards()
    {
        Fill(NoticeQueue.Capacity, "waiting");
        Assert.Equal(NoticeFate.Refused, _notices.Add(new BatchNotice("evt-1", "bat-late")));
        Assert.Equal(NoticeFate.Queued, _notices.Add(new BatchNotice("evt-2", "bat-waiting-7")));

        _notices.Take(1);
        Assert.Equal(NoticeFate.Queued, _notices.Add(new BatchNotice("evt-1", "bat-late")));
    }

    [Fact]
    public void The_oldest_event_is_forgotten_first()
    {
        _notices.Add(new BatchNotice("evt-first", "bat-1"));
        Fill(NoticeQueue.Capacity - 1, "more");
        Assert.Equal(NoticeFate.Repeated, _notices.Add(new BatchNotice("evt-first", "bat-1")));

        _notices.Add(new BatchNotice("evt-last", "bat-1"));
        Assert.Equal(NoticeFate.Queued, _notices.Add(new BatchNotice("evt-first", "bat-1")));
        Assert.Equal(NoticeFate.Repeated, _notices.Add(new BatchNotice("evt-last", "bat-1")));
    }

    [Fact]
    public async Task A_closed_queue_gives_what_it_has_and_takes_nothing()
    {
        _notices.Add(new BatchNotice("evt-1", "bat-1"));
        _notices.Close();

        Assert.Equal(NoticeFate.Refused, _notices.Add(new BatchNotice("evt-2", "bat-2")));
        Assert.True(await _notices.WaitAsync(Cancelled));
        Assert.Equal(["bat-1"], _notices.Take(10));
        Assert.False(await _notices.WaitAsync(Cancelled));
    }

    private void Fill(int count, string name)
    {
        for (var n = 0; n < count; n++)
        {
            _notices.Add(new BatchNotice($"evt-{name}-{n}", $"bat-{name}-{n}"));
        }
    }
}
