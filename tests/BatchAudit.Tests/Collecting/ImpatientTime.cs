using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Collecting;

/// <summary>A clock on which every wait is over as soon as it begins.</summary>
internal sealed class ImpatientTime() : FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero))
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);

        if (dueTime > TimeSpan.Zero)
        {
            // On another thread: who waits must first have got the timer in hand.
            _ = Task.Run(() => Advance(dueTime));
        }

        return timer;
    }
}
