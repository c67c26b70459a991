using BatchAudit.Collecting;
using BatchAudit.Listening;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Listening;

public sealed class FollowNoticesTests
{
    private static readonly CollectRequest Reading = new()
    {
        Selection = "webhook",
        ToolVersion = "1",
        BaseUrl = "http://here",
        Concurrency = 8,
        WithoutFiles = true,
    };

    private readonly FakeTimeProvider _time = new();
    private readonly NoticeQueue _notices = new();
    private readonly List<CollectRequest> _runs = [];

    [Fact]
    public async Task All_that_wait_are_read_in_one_run_one_after_the_other_whether_or_not_they_are_held()
    {
        using var interruption = new Interruption();
        Add("bat-2", "bat-1");
        interruption.Ask(ExitCode.Terminated);

        var followed = await FollowAsync((_, _) => Task.CompletedTask, interruption);

        Assert.Equal((0, ExitCode.Done), (followed.LeftOver.Count, followed.ExitCode));
        var run = Assert.Single(_runs);
        Assert.Equal(["bat-2", "bat-1"], run.BatchIds!);
        Assert.Equal(Reading with { BatchIds = run.BatchIds, Selection = "webhook bat-2 bat-1", Refresh = true, AsNamed = true, Concurrency = 1 }, run);
    }

    [Fact]
    public async Task Many_make_several_runs()
    {
        using var interruption = new Interruption();
        Add([.. Enumerable.Range(1, 120).Select(n => $"bat-{n}")]);
        interruption.Ask(ExitCode.Interrupted);

        await FollowAsync((_, _) => Task.CompletedTask, interruption);

        Assert.Equal([50, 50, 20], _runs.Select(run => run.BatchIds!.Count));
        Assert.Equal(Enumerable.Range(1, 120).Select(n => $"bat-{n}"), _runs.SelectMany(run => run.BatchIds!));
    }

    [Fact]
    public async Task When_the_grace_is_over_the_run_is_interrupted_and_the_rest_is_told()
    {
        using var interruption = new Interruption();
        Add([.. Enumerable.Range(1, 51).Select(n => $"bat-{n}")]);

        var followed = await FollowAsync(
            async (_, late) =>
            {
                // As a run does: it ends with what it has in hand, and does not throw.
                var ended = new TaskCompletionSource();
                using var end = late.Token.Register(ended.SetResult);
                interruption.Ask(ExitCode.Terminated);
                _time.Advance(TimeSpan.FromSeconds(20));
                await ended.Task;
            },
            interruption);

        Assert.Equal(["bat-51"], followed.LeftOver);
        Assert.Equal(ExitCode.Terminated, followed.ExitCode);
    }

    [Fact]
    public async Task A_batch_whose_run_still_waited_to_begin_is_left_over()
    {
        using var interruption = new Interruption();
        Add("bat-1");

        var followed = await FollowAsync(
            (_, late) =>
            {
                interruption.Ask(ExitCode.Interrupted);
                _time.Advance(TimeSpan.FromSeconds(20));
                return Task.FromCanceled(late.Token);
            },
            interruption);

        Assert.Equal(["bat-1"], followed.LeftOver);
        Assert.Equal(ExitCode.Interrupted, followed.ExitCode);
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_ends_it()
    {
        using var interruption = new Interruption();
        Add("bat-1");

        var failure = await Assert.ThrowsAsync<AuditException>(() =>
            FollowAsync((_, _) => throw new AuditException(FailureKind.History, "The disk is full."), interruption));

        Assert.Equal(FailureKind.History, failure.Kind);
    }

    private Task<FollowSummary> FollowAsync(Func<CollectRequest, Interruption, Task> collect, Interruption interruption) =>
        new FollowNotices(_notices, _time).RunAsync(
            new FollowRequest
            {
                Reading = Reading,
                Collect = (request, late) =>
                {
                    _runs.Add(request);
                    return collect(request, late);
                },
                Grace = TimeSpan.FromSeconds(20),
            },
            interruption);

    private void Add(params string[] batchIds)
    {
        foreach (var batchId in batchIds)
        {
            _notices.Add(new BatchNotice(null, batchId));
        }
    }
}
