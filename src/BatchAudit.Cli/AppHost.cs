using System.Reflection;
using System.Runtime.InteropServices;
using BatchAudit.Checking;
using BatchAudit.Cli.Configuring;
using BatchAudit.Cli.Output;
using BatchAudit.Cli.Output.Streams;
using BatchAudit.Collecting;
using BatchAudit.History;
using BatchAudit.History.Querying;
using BatchAudit.Integrity;
using BatchAudit.LlamaCloud;
using BatchAudit.Querying;
using BatchAudit.Redacting;
using BatchAudit.Reporting;
using BatchAudit.Reports.Workbook;

namespace BatchAudit.Cli;

/// <summary>
/// The one place that knows every part. Parts are opened late: <c>--help</c> needs neither key nor history.
/// </summary>
internal sealed class AppHost : IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public AppHost(TextWriter output, TextWriter error, TimeProvider time)
    {
        Output = output;
        Error = error;
        Time = time;
        Messages = new TextMessages(error, Redaction);
    }

    /// <summary>Data only.</summary>
    public TextWriter Output { get; }

    /// <summary>Messages and progress.</summary>
    public TextWriter Error { get; }

    public TimeProvider Time { get; }

    /// <summary>What every text goes through that others wrote, before it is stored or shown.</summary>
    public Redaction Redaction { get; } = RunSecrets.FromEnvironment();

    public Messages Messages { get; private set; }

    /// <summary>Null unless events were asked for.</summary>
    public EventLog? Log { get; private set; }

    public Interruption Interruption { get; } = new();

    /// <summary>Without the commit that the build appends.</summary>
    public static string Version { get; } =
        typeof(AppHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Empty where the build did not know it.</summary>
    public static string Commit { get; } =
        typeof(AppHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+') is [_, var commit] ? commit : "";

    /// <summary>Everything that decides how the program behaves, in a line.</summary>
    public static string Versions => FormattableString.Invariant(
        $"batch-audit {Version} (commit {(Commit.Length > 0 ? Commit : "unknown")}, schema {HistoryFile.SchemaVersion}, SQLite {HistoryFile.SqliteVersion})");

    public static IReadOnlyList<IReportWriter> ReportWriters => Reports.ReportWriters.All;

    /// <exception cref="AuditException">There is no key, or a setting cannot be used.</exception>
    public LlamaCloudClient OpenClient(Settings settings, Action<TimeSpan, string>? waiting, TimeProvider? time = null) =>
        new(Options(settings, waiting, time ?? Time, new LlamaCloudOptions { ApiKey = "" }));

    /// <summary>For a look at the server: what does not answer soon, and at once, is not waited for.</summary>
    /// <exception cref="AuditException">There is no key, or a setting cannot be used.</exception>
    public LlamaCloudClient OpenImpatientClient(Settings settings) =>
        new(Options(settings, waiting: null, Time, new LlamaCloudOptions { ApiKey = "", Attempts = 1, AttemptTimeout = TimeSpan.FromSeconds(10) }));

    private LlamaCloudOptions Options(Settings settings, Action<TimeSpan, string>? waiting, TimeProvider time, LlamaCloudOptions patience) => new()
    {
        ApiKey = settings.ApiKey ?? throw new AuditException(
            FailureKind.Unauthorized,
            "There is no API key.",
            "Set the environment variable LLAMA_CLOUD_API_KEY, or give --api-key-file or --api-key-command; keys are made in LlamaCloud under API Keys."),
        BaseUrl = settings.BaseUrl,
        AllowHttp = settings.AllowHttp,
        ProjectId = settings.Project,
        OrganizationId = settings.Organization,
        Concurrency = settings.Concurrency,
        Attempts = patience.Attempts,
        AttemptTimeout = patience.AttemptTimeout,
        Time = time,
        Waiting = waiting,
        Redaction = Redaction,
    };

    /// <summary>What a run says of itself is kept for good: words of the command line, too, may hold a secret.</summary>
    public CollectRequest FitToStore(CollectRequest request) =>
        request with { Selection = Redaction.Of(request.Selection), BaseUrl = Redaction.Of(MaskedValue.Address(request.BaseUrl)) };

    public static IBatchSource OpenSource(LlamaCloudClient client) => new LlamaCloudBatchSource(client);

    public static IHistory OpenHistory(string path) => SqliteHistory.Open(path);

    public static IHeldBatches OpenHeldBatches(string path) => new HeldBatches(path);

    public static IHistoryVerifier OpenVerifier(string path) => new HistoryVerifier(path, new StoredAnswers());

    public static IHistoryPruning OpenPruning(string path) => new HistoryPruning(path);

    public static IHistoryBackup OpenBackup(string path) => new HistoryBackup(path);

    public static IWatchedBatches OpenWatchedBatches(string path) => new WatchedBatches(path);

    public static IReportSource OpenReports(string path, Viewpoint viewpoint) => new SqliteReportSource(path, Version, viewpoint);

    public static IReadOnlyList<View> ReadViews(string path) => QueryableViews.Read(path);

    /// <exception cref="AuditException">There is no such history, or the query cannot be answered.</exception>
    public IQueryResult OpenQuery(string path, Viewpoint viewpoint, Query query)
    {
        SqliteQuery.BoundMemory();
        return new SqliteQuery(new SqliteReportSource(path, Version, viewpoint), query, Time, Interruption.Token);
    }

    public static WrittenFile WriteWorkbook(ReportOrder order, Stream stream, CancellationToken cancellationToken) =>
        new WorkbookReportWriter().WriteAnswer(order, stream, cancellationToken);

    public static bool IsLocked(string path) => LockState.Of(path).IsHeld;

    public static IReadOnlyList<Check> CheckHistory(string path) => HistoryChecks.Run(path);

    public static IRowSource OpenTimeline(string path, string id, bool withJobs) => new SqliteTimeline(path, id, withJobs);

    /// <summary>Standard output for rows, where <see cref="Output"/> is for words.</summary>
    public static Stream OpenOutput() => StandardStreams.OpenOutput();

    /// <summary>From now on a program is spoken to, not a person.</summary>
    /// <param name="events">Everything is an event; otherwise only what ends badly is told as JSON.</param>
    public void SpeakJson(bool events)
    {
        var log = new EventLog(Error, Time);
        Log = events ? log : null;
        Messages = new JsonMessages(log, Redaction, events ? null : Messages);
    }

    /// <summary>
    /// From now on the first Ctrl-C or SIGTERM asks the work to end with what it has in hand; a second one ends the program
    /// at once, which loses nothing that was stored.
    /// </summary>
    /// <param name="collects">The work has answers in hand to store, which takes a while; any other ends at once.</param>
    public void ListenForSignals(bool collects = false)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Ask(signal, ExitCode.Interrupted)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Ask(signal, ExitCode.Terminated)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Ask(signal, ExitCode.HungUp)));

        void Ask(PosixSignalContext signal, ExitCode code)
        {
            signal.Cancel = Interruption.Ask(code, () =>
            {
                if (collects)
                {
                    Messages.Note("Finishing the answers in hand; once more ends at once.");
                }
            });
        }
    }

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        Interruption.Dispose();
    }
}
