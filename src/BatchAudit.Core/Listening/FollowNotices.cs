using BatchAudit.Collecting;

namespace BatchAudit.Listening;

/// <summary>How the batches of notices are to be read.</summary>
public sealed record FollowRequest
{
    /// <summary>How to read; which batches, each run says anew.</summary>
    public required CollectRequest Reading { get; init; }

    /// <summary>
    /// One run. The history is to be opened for it, however long that takes, and closed after it, so that others get their turn.
    /// It may be given up before it begins, by being cancelled.
    /// </summary>
    public required Func<CollectRequest, Interruption, Task> Collect { get; init; }

    /// <summary>How long to go on reading what is queued once the program is to end.</summary>
    public required TimeSpan Grace { get; init; }
}

/// <summary>How following ended.</summary>
/// <param name="LeftOver">Batches of notices that no run took up.</param>
/// <param name="ExitCode">Done when everything queued was read; otherwise what the program was asked to end with.</param>
public sealed record FollowSummary(IReadOnlyList<string> LeftOver, ExitCode ExitCode);

/// <summary>Reads the batches of a queue of notices, as many as wait in one run, until it is asked to end.</summary>
public sealed class FollowNotices(NoticeQueue notices, TimeProvider time)
{
    /// <summary>Batches of one run, at most: its record names them all.</summary>
    private const int MaxBatches = 50;

    /// <exception cref="AuditException">The history cannot be written.</exception>
    public async Task<FollowSummary> RunAsync(FollowRequest request, Interruption interruption)
    {
        using var late = new Interruption();
        await using var grace = time.CreateTimer(_ => late.Ask(interruption.Code!.Value), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        using var ending = interruption.Token.Register(() =>
        {
            notices.Close();
            grace.Change(request.Grace, Timeout.InfiniteTimeSpan);
        });

        IReadOnlyList<string> inHand = [];

        try
        {
            while (await notices.WaitAsync(late.Token))
            {
                inHand = notices.Take(MaxBatches);
                await request.Collect(RequestOf(request.Reading, inHand), late);
                inHand = [];
            }
        }
        catch (OperationCanceledException) when (late.Code is not null)
        {
            // Time is up: the rest is left over.
        }

        return new FollowSummary([.. inHand, .. notices.Take(NoticeQueue.Capacity)], late.Code ?? ExitCode.Done);
    }

    private static CollectRequest RequestOf(CollectRequest reading, IReadOnlyList<string> batchIds) => reading with
    {
        BatchIds = batchIds,
        Selection = WebhookSelection.Of(batchIds),
        // A batch that is held completely has changed, or there would be no notice.
        Refresh = true,
        // One after the other, so that they are stored in the order in which their notices came.
        AsNamed = true,
        Concurrency = 1,
    };
}
