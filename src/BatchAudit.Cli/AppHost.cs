using System.Reflection;
using System.Runtime.InteropServices;
using BatchAudit.Checking;
using BatchAudit.Cli.Configuring;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;
using BatchAudit.Cli.Output.Streams;
using BatchAudit.Collecting;
using BatchAudit.Emulator;
using BatchAudit.History;
using BatchAudit.Listening;
using BatchAudit.LlamaCloud;
using BatchAudit.Redacting;
using BatchAudit.Reporting;
using BatchAudit.Reports.Workbook;
using BatchAudit.Storing;
using BatchAudit.Webhooks;

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
        $"batch-audit {Version} (commit {(Commit.Length > 0 ? Commit : "unknown")}, {Stores.Versions})");

    /// <summary>Where LlamaCloud is, unless a setting says otherwise.</summary>
    public const string DefaultBaseUrl = LlamaCloudOptions.DefaultBaseUrl;

    /// <summary>Calls at once.</summary>
    public const int DefaultConcurrency = LlamaCloudOptions.DefaultConcurrency;

    public const int MaxConcurrency = LlamaCloudOptions.MaxConcurrency;

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

    /// <summary>The one way to a history. Nothing of it is opened yet.</summary>
    /// <param name="history">As the settings name it.</param>
    public IStore OpenStore(string history) => Stores.Open(
        history, new StoreOptions { ToolVersion = Version, Answers = new StoredAnswers(), Time = Time, OwnsProcess = true });

    /// <summary>Key, server and clock, by one call.</summary>
    public Task<IReadOnlyList<Check>> CheckServerAsync(LlamaCloudClient client) => ServerChecks.RunAsync(client, Interruption.Token);

    /// <exception cref="AuditException">Configuration: the address or the port cannot be had.</exception>
    public Task<WebhookServer> ListenForWebhooksAsync(WebhookPort port, NoticeQueue notices) => WebhookServer.StartAsync(
        new WebhookOptions
        {
            Address = port.Address,
            Port = port.Port,
            Secret = port.Secret,
            AllowUnsigned = port.AllowUnsigned,
            Note = Messages.Note,
        },
        notices,
        Interruption.Token);

    /// <param name="scenario">What to play; null for a dozen batches of every status.</param>
    /// <param name="port">0 takes a free one.</param>
    public Task<EmulatorServer> StartEmulatorAsync(string? scenario, int port) => EmulatorServer.StartAsync(
        new EmulatorOptions { Scenario = scenario is null ? Scenario.Default : Scenario.Load(scenario), Port = port, Time = Time, Note = Messages.Note },
        Interruption.Token);

    /// <summary>The first of the demo's nights.</summary>
    public static DateTimeOffset DemoStart => Scenario.Demo.Start!.Value;

    /// <param name="clock">Says which night is played.</param>
    public Task<EmulatorServer> StartDemoAsync(TimeProvider clock) =>
        EmulatorServer.StartAsync(new EmulatorOptions { Scenario = Scenario.Demo, Time = clock }, Interruption.Token);

    public static WrittenFile WriteWorkbook(ReportOrder order, Stream stream, CancellationToken cancellationToken) =>
        new WorkbookReportWriter().WriteAnswer(order, stream, cancellationToken);

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
