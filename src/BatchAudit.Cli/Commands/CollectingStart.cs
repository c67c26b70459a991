using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output.Progress;
using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Collecting;
using BatchAudit.Storing;

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
        var asked = _collect.Bind(parsed, settings) with { Begun = app.Time.GetTimestamp() };
        var quiet = _common.IsQuiet(parsed);

        if (_collect.IsDryRun(parsed))
        {
            return await DryRun.RunAsync(app, settings, app.FitToStore(asked), quiet);
        }

        var store = app.OpenStore(settings.History);
        using ProgressDisplay progress = !watches || quiet || app.Log is not null ? ProgressDisplay.For(app, quiet) : Watch(store);
        using var client = app.OpenClient(settings, progress.Waiting);
        // Now that the key is known.
        var request = app.FitToStore(asked);
        app.ListenForSignals(collects: true);
        using var history = await new HistoryOpening(app, quiet).OpenAsync(store, LockWait(parsed, request), app.Interruption.Token);

        if (!quiet)
        {
            app.Log?.Write("run_started", json =>
            {
                json.WriteString("selection", request.Selection);
                json.WriteString("history", store.Name);
                json.WriteString("base_url", request.BaseUrl);
                json.WriteString("tool_version", request.ToolVersion);
            });
        }

        return (int)await work(new OpenRun(
            settings,
            request,
            new CollectBatches(AppHost.OpenSource(client), history, app.Time),
            progress,
            SummaryPrinter.For(app, _common.IsJson(parsed), quiet))
        {
            Store = store,
        });
    }

    /// <summary>Waiting for the lock counts against the deadline, too.</summary>
    private TimeSpan LockWait(ParseResult parsed, CollectRequest request)
    {
        var wanted = _collect.LockWait(parsed);
        return request.Deadline is null ? wanted : TimeSpan.FromTicks(Math.Min(wanted.Ticks, request.TimeLeft(app.Time, TimeSpan.Zero).Ticks));
    }

    private QueuedProgress Watch(IStore store) => new(ProgressDisplay.IsTerminal(app) ? new LiveWatch(app, store) : new PlainWatch(app, store));
}

/// <summary>A run that only has to be started.</summary>
/// <param name="Progress">To be disposed before anything is printed: it may be drawing.</param>
internal sealed record OpenRun(
    Settings Settings, CollectRequest Request, CollectBatches Collect, ProgressDisplay Progress, SummaryPrinter Printer)
{
    public required IStore Store { get; init; }
}
