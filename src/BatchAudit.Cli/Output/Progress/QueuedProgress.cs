using System.Threading.Channels;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Output.Progress;

/// <summary>
/// Hands what several readers report to a display one after the other, on one task: a display that looks things up and draws is
/// no place for two at a time.
/// </summary>
internal sealed class QueuedProgress : ProgressDisplay
{
    private readonly ProgressDisplay _display;
    private readonly Channel<Action> _reports = Channel.CreateUnbounded<Action>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _showing;

    public QueuedProgress(ProgressDisplay display)
    {
        _display = display;
        _showing = Task.Run(ShowAsync);
    }

    public override void Report(CollectProgress value) => _reports.Writer.TryWrite(() => _display.Report(value));

    public override void Waiting(TimeSpan wait, string reason) => _reports.Writer.TryWrite(() => _display.Waiting(wait, reason));

    /// <summary>Whatever was reported is shown first.</summary>
    protected override void Dispose(bool disposing)
    {
        if (_reports.Writer.TryComplete())
        {
            try
            {
                _showing.GetAwaiter().GetResult();
            }
            finally
            {
                _display.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private async Task ShowAsync()
    {
        await foreach (var show in _reports.Reader.ReadAllAsync())
        {
            show();
        }
    }
}
