using BatchAudit.Cli.Output.Progress;
using BatchAudit.Collecting;

namespace BatchAudit.Tests.Cli;

public sealed class QueuedProgressTests
{
    [Fact]
    public void Reports_of_many_threads_are_shown_one_at_a_time_and_all_of_them_before_the_end()
    {
        using var display = new OneAtATime();
        using var queued = new QueuedProgress(display);

        Parallel.For(0, 2_000, n => queued.Report(new CollectProgress(n, 0, 0, 0, null)));
        Parallel.For(0, 1_000, n => queued.Waiting(TimeSpan.FromSeconds(1), "why"));
        queued.Dispose();

        Assert.Equal((3_000, false, true), (display.Shown, display.Overlapped, display.IsDisposed));
    }

    private sealed class OneAtATime : ProgressDisplay
    {
        private int _inside;

        public int Shown { get; private set; }

        public bool Overlapped { get; private set; }

        public bool IsDisposed { get; private set; }

        public override void Report(CollectProgress value) => Show();

        public override void Waiting(TimeSpan wait, string reason) => Show();

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }

        private void Show()
        {
            Overlapped |= Interlocked.Increment(ref _inside) > 1;
            Shown++;
            Interlocked.Decrement(ref _inside);
        }
    }
}
