using BatchAudit.Cli.Output.Streams;
using BatchAudit.Collecting;
using Spectre.Console;

namespace BatchAudit.Cli.Output.Progress;

/// <summary>How far a run is, on stderr: live on a terminal, a line now and then elsewhere, nothing when quiet.</summary>
internal abstract class ProgressDisplay : IProgress<CollectProgress>, IDisposable
{
    public static ProgressDisplay For(AppHost app, bool quiet)
    {
        if (quiet)
        {
            return new NoProgress();
        }

        return app.Log is { } log ? new LoggedProgress(log) : IsTerminal(app) ? new LiveProgress() : new PlainProgress(app);
    }

    /// <summary>Whether there is somebody at stderr who can watch something move.</summary>
    public static bool IsTerminal(AppHost app) =>
        ReferenceEquals(app.Error, StandardStreams.Error)
        && !Console.IsErrorRedirected
        && Environment.GetEnvironmentVariable("TERM") is not "dumb";

    public abstract void Report(CollectProgress value);

    /// <summary>Called before the client waits, with how long and why.</summary>
    public abstract void Waiting(TimeSpan wait, string reason);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }

    private static string Text(CollectProgress progress) =>
        FormattableString.Invariant($"{progress.Read + progress.Failed} of {progress.Due} batches, {progress.Failed} failed");

    private sealed class NoProgress : ProgressDisplay
    {
        public override void Report(CollectProgress value)
        {
        }

        public override void Waiting(TimeSpan wait, string reason)
        {
        }
    }

    /// <summary>At most one line in ten seconds, so that a log shows that the run lives.</summary>
    private sealed class PlainProgress(AppHost app) : ProgressDisplay
    {
        private static readonly TimeSpan HeartbeatInterval = TimeSpan.FromSeconds(10);
        private readonly Lock _turn = new();
        private long _last = app.Time.GetTimestamp();

        public override void Report(CollectProgress value) => Say(Text(value));

        public override void Waiting(TimeSpan wait, string reason) => Say(FormattableString.Invariant($"waiting {wait.TotalSeconds:0.#} s: {reason}"));

        private void Say(string text)
        {
            lock (_turn)
            {
                if (app.Time.GetElapsedTime(_last) >= HeartbeatInterval)
                {
                    _last = app.Time.GetTimestamp();
                    app.Messages.Note(text);
                }
            }
        }
    }

    /// <summary>A Spectre progress bar that a task of its own keeps drawing until the run ends.</summary>
    private sealed class LiveProgress : ProgressDisplay
    {
        private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _drawing;
        private ProgressTask? _bar;

        public LiveProgress()
        {
            var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

            _drawing = console.Progress()
                .AutoClear(true)
                .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .StartAsync(async context =>
                {
                    _bar = context.AddTask("asking which batches there are", autoStart: true);
                    await _ended.Task;
                });
        }

        public override void Report(CollectProgress value)
        {
            if (_bar is { } bar)
            {
                bar.MaxValue = Math.Max(1, value.Due);
                bar.Value = value.Read + value.Failed;
                bar.Description = Markup.Escape(Text(value));
            }
        }

        public override void Waiting(TimeSpan wait, string reason)
        {
            if (_bar is { } bar)
            {
                bar.Description = Markup.Escape(PrintableText.Of(FormattableString.Invariant($"waiting {wait.TotalSeconds:0.#} s: {reason}")));
            }
        }

        protected override void Dispose(bool disposing)
        {
            _ended.TrySetResult();
            _drawing.GetAwaiter().GetResult();
            base.Dispose(disposing);
        }
    }
}
