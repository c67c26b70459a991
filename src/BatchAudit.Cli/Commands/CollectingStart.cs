using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Commands;

/// <summary>How every command that collects begins: with the same options, and from them to a dry run or to an open run.</summary>
/// <param name="watches">The command asks again until everything is over, without being told to, and shows what changes.</param>
internal sealed class CollectingStart(AppHost app, bool watches = false)
{
    private readonly CollectOptions _collect = new(watches);
    private readonly KeyOptions _key = new();
    private readonly CommonOptions _common = new();

    public void AddTo(Command command)
    {
        _collect.AddTo(command);
        _key.AddTo(command);
        _common.AddTo(command);
    }

    /// <param name="work">What the command does with the run; not called for a dry run.</param>
    public async Task<int> RunAsync(ParseResult parsed, Func<OpenRun, Task<ExitCode>> work)
    {
        var settings = _common.Override(_key.Override(_collect.Override(Settings.Load(), parsed), parsed), parsed);
        var request = _collect.Bind(parsed, settings) with { Begun = app.Time.GetTimestamp() };
        var quiet = _common.IsQuiet(parsed);

        if (_collect.IsDryRun(parsed))
        {
            return await DryRun.RunAsync(app, settings, request, quiet);
        }

        using var progress = !watches || quiet || app.Log is not null ? ProgressDisplay.For(app, quiet) : Watch(settings.History);
        using var client = app.OpenClient(settings, progress.Waiting);
        app.ListenForSignals();
        using var history = await OpenHistoryAsync(settings.History, _collect.LockWait(parsed), request, quiet);

        if (!quiet)
        {
            app.Log?.Write("run_started", json =>
            {
                json.WriteString("selection", request.Selection);
                json.WriteString("history", settings.History);
                json.WriteString("base_url", request.BaseUrl);
                json.WriteString("tool_version", request.ToolVersion);
            });
        }

        return (int)await work(new OpenRun(
            settings,
            request,
            new CollectBatches(AppHost.OpenSource(client), history, app.Time),
            progress,
            SummaryPrinter.For(app, _common.IsJson(parsed), quiet)));
    }

    private ProgressDisplay Watch(string path) => ProgressDisplay.IsTerminal(app) ? new LiveWatch(app, path) : new PlainWatch(app, path);

    /// <summary>Waits for the lock if that is wanted, and says of the run before this one if it died.</summary>
    private async Task<IHistory> OpenHistoryAsync(string path, TimeSpan lockWait, CollectRequest request, bool quiet)
    {
        var left = request.Deadline is null ? lockWait : TimeSpan.FromTicks(Math.Min(lockWait.Ticks, request.TimeLeft(app.Time, TimeSpan.Zero).Ticks));
        var wait = new LockWait(left, app.Time, held => Note($"{held.Message} Waiting for it to finish."));
        var history = await wait.OpenAsync(() => AppHost.OpenHistory(path), app.Interruption.Token);

        if (history.DeadRun is { } dead)
        {
            Note($"Run {dead.RunId} of {UtcText.Of(dead.StartedAt)} never ended: it was killed, or its machine stopped. What it had stored is kept.");
        }

        return history;

        void Note(string message)
        {
            if (!quiet)
            {
                app.Messages.Note(message);
            }
        }
    }
}

/// <summary>A run that only has to be started.</summary>
/// <param name="Progress">To be disposed before anything is printed: it may be drawing.</param>
internal sealed record OpenRun(
    Settings Settings, CollectRequest Request, CollectBatches Collect, ProgressDisplay Progress, SummaryPrinter Printer)
{
    public string HistoryPath => Settings.History;
}
