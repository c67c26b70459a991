using System.CommandLine;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Commands;

/// <summary>How every command that collects begins: with the same options, and from them to a dry run or to an open run.</summary>
internal sealed class CollectingStart(AppHost app)
{
    private readonly CollectOptions _collect = new();
    private readonly CommonOptions _common = new();

    public void AddTo(Command command)
    {
        _collect.AddTo(command);
        _common.AddTo(command);
    }

    /// <param name="work">What the command does with the run; not called for a dry run.</param>
    public async Task<int> RunAsync(ParseResult parsed, Func<OpenRun, Task<ExitCode>> work)
    {
        var settings = _common.Override(_collect.Override(Settings.Load(), parsed), parsed);
        var request = _collect.Bind(parsed, settings);
        var quiet = _common.IsQuiet(parsed);

        if (_collect.IsDryRun(parsed))
        {
            return await DryRun.RunAsync(app, settings, request, quiet);
        }

        using var progress = ProgressDisplay.For(app, quiet);
        using var client = app.OpenClient(settings, progress.Waiting);
        using var history = AppHost.OpenHistory(settings.History);
        app.ListenForSignals();

        return (int)await work(new OpenRun(
            settings.History,
            request,
            new CollectBatches(AppHost.OpenSource(client), history, app.Time),
            progress,
            SummaryPrinter.For(app, _common.IsJson(parsed), quiet)));
    }
}

/// <summary>A run that only has to be started.</summary>
/// <param name="Progress">To be disposed before anything is printed: it may be drawing.</param>
internal sealed record OpenRun(
    string HistoryPath, CollectRequest Request, CollectBatches Collect, ProgressDisplay Progress, SummaryPrinter Printer);
