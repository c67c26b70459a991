using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.LlamaCloud;

/// <summary>A clock on which a wait that was announced is over as soon as it begins.</summary>
internal sealed class HurriedTime : FakeTimeProvider
{
    private long _announced;

    public HurriedTime()
        : base(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>What has to happen before announced waits are over.</summary>
    public Task Until { get; set; } = Task.CompletedTask;

    // In milliseconds, for a delay drops what is finer before it asks for a timer.
    public void Announce(TimeSpan delay) => Interlocked.Exchange(ref _announced, (long)delay.TotalMilliseconds);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);

        var due = (long)dueTime.TotalMilliseconds;

        if (due > 0 && Interlocked.CompareExchange(ref _announced, 0, due) == due)
        {
            // On another thread: who waits must first have got the timer in hand.
            _ = Task.Run(async () =>
            {
                await Until;
                Advance(dueTime);
            });
        }

        return timer;
    }
}
