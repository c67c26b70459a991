using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Configuring;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output.Summaries;
using BatchAudit.Collecting;
using BatchAudit.Files;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit demo</c>: the whole job against the built-in emulator, four nights in a few seconds.</summary>
internal sealed class DemoCommand : Command, IDocumentedCommand
{
    private const int LastNight = 4;

    /// <summary>Nobody runs anything on this one, so that the reports have a missed run to show.</summary>
    private const int MissedNight = 3;

    private readonly Option<string> _out = new("--out")
    {
        Description = "The folder for the history and the reports; what an earlier demo left there is replaced.",
        HelpName = "folder",
        DefaultValueFactory = _ => Path.Combine("reports", "demo"),
    };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("Four nights, with reports in reports/demo", "demo"),
        new("Somewhere else", "demo --out tried"),
    ];

    public ImmutableArray<string> Topics { get; } = ["installing", "reports", "emulator"];

    public DemoCommand(AppHost app)
        : base("demo", "Play four nights, one of them missed, against the built-in emulator: no account, no network.")
    {
        Add(_out);
        SetAction(async (parsed, cancellationToken) => (int)await PlayAsync(app, parsed.GetValue(_out)!));
    }

    private static async Task<ExitCode> PlayAsync(AppHost app, string folder)
    {
        app.ListenForSignals(collects: true);
        var clock = new NightClock(AppHost.DemoStart);
        var historyPath = MakeRoom(folder);

        await using var emulator = await app.StartDemoAsync(clock);

        var settings = new Settings { KeySource = ApiKeySource.Literal("llx-demo"), BaseUrl = emulator.BaseAddress.ToString(), History = historyPath };

        foreach (var night in Enumerable.Range(1, LastNight).Where(night => night != MissedNight))
        {
            clock.Now = AppHost.DemoStart.AddDays(night - 1);
            var missed = night - 1 == MissedNight ? $" (nobody ran night {MissedNight})" : "";
            await app.Output.WriteLineAsync(FormattableString.Invariant($"Night {night} of {LastNight}{missed}, {UtcText.Of(clock.Now)}"));
            var summary = await ExportAsync(app, settings, clock, Path.Combine(folder, FormattableString.Invariant($"night-{night}")));
            SummaryPrinter.For(app, json: false, quiet: false).Print(summary, historyPath);
            await app.Output.WriteLineAsync();

            // One batch cannot be read on the last night, on purpose; the demo goes on as a nightly job would.
            if (summary.ExitCode is not (ExitCode.Done or ExitCode.Partial))
            {
                return summary.ExitCode;
            }
        }

        await app.Output.WriteLineAsync($"""
            Reports  {folder}/night-1 to night-{LastNight}: open index.html, batch-audit.xlsx, or the CSV files
            History  {historyPath}
            Next     sqlite3 {historyPath} "select outcome, count(*) from file_jobs where mapping <> 'DUPLICATE' group by 1"
                     batch-audit report file-jobs --history {historyPath} --out -
                     batch-audit emulate    (and point LLAMA_CLOUD_BASE_URL at it)
            """);

        return ExitCode.Done;
    }

    private static async Task<ExportSummary> ExportAsync(AppHost app, Settings settings, NightClock clock, string folder)
    {
        // The client's waits are real ones, and only the stamps are the night's. One call at a time: the demo's history is
        // the same each time it is played.
        using var client = app.OpenClient(settings with { Concurrency = 1 }, waiting: null, clock);
        var store = app.OpenStore(settings.History);
        using var history = store.OpenToAppend();
        var export = new ExportBatches(
            new CollectBatches(AppHost.OpenSource(client), history, clock),
            () => store.OpenReports(Viewpoint.Newest),
            app.Time);

        var request = new CollectRequest
        {
            // Refreshed, so that a batch which changes after it was complete is caught at it.
            Selection = "all refresh",
            Refresh = true,
            ToolVersion = AppHost.Version,
            // Not the port of the day, for the same reason.
            BaseUrl = "the built-in emulator",
            Concurrency = 1,
        };

        return await export.RunAsync(request, new ReportRequest(ReportCatalog.All, ReportOptions.DefaultWriters, folder), app.Interruption);
    }

    /// <returns>Where the demo's history goes; one that was there is gone.</returns>
    private static string MakeRoom(string folder)
    {
        try
        {
            PrivateFile.CreateFolder(folder);
            var historyPath = Path.Combine(folder, "demo.db");

            foreach (var leftover in (string[])[historyPath + "-wal", historyPath + "-shm", historyPath + "-journal", historyPath])
            {
                ReplacedFile.RequireReplaceable(leftover);
                File.Delete(leftover);
            }

            return historyPath;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(FailureKind.Report, $"The demo cannot write to '{folder}': {failure.Message}", "Name another folder with --out.", failure);
        }
    }

    /// <summary>Says the time of the night that is being played; what waits, waits in real time.</summary>
    private sealed class NightClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
