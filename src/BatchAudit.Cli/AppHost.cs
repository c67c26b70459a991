using System.Reflection;
using System.Runtime.InteropServices;
using BatchAudit.Cli.Output;
using BatchAudit.Collecting;
using BatchAudit.History;
using BatchAudit.LlamaCloud;
using BatchAudit.Reporting;

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
        Messages = new Messages(error);
    }

    /// <summary>Data only.</summary>
    public TextWriter Output { get; }

    /// <summary>Messages and progress.</summary>
    public TextWriter Error { get; }

    public TimeProvider Time { get; }

    public Messages Messages { get; }

    public Interruption Interruption { get; } = new();

    /// <summary>Without the commit that the build appends.</summary>
    public static string Version { get; } =
        typeof(AppHost).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static IReadOnlyList<IReportWriter> ReportWriters => Reports.ReportWriters.All;

    /// <exception cref="AuditException">There is no key, or a setting cannot be used.</exception>
    public LlamaCloudClient OpenClient(Settings settings, Action<TimeSpan, string>? waiting, TimeProvider? time = null) => new(new LlamaCloudOptions
    {
        ApiKey = settings.ApiKey ?? throw new AuditException(
            FailureKind.Unauthorized,
            "There is no API key.",
            "Set the environment variable LLAMA_CLOUD_API_KEY; keys are made in LlamaCloud under API Keys."),
        BaseUrl = settings.BaseUrl,
        ProjectId = settings.Project,
        OrganizationId = settings.Organization,
        Concurrency = settings.Concurrency,
        Time = time ?? Time,
        Waiting = waiting,
    });

    public static IBatchSource OpenSource(LlamaCloudClient client) => new LlamaCloudBatchSource(client);

    public static IHistory OpenHistory(string path) => SqliteHistory.Open(path);

    public static IHeldBatches OpenHeldBatches(string path) => new HeldBatches(path);

    public static IReportSource OpenReports(string path, Viewpoint viewpoint) => new SqliteReportSource(path, Version, viewpoint);

    /// <summary>Standard output for bytes, where <see cref="Output"/> is for words.</summary>
    public static Stream OpenOutput() => Console.OpenStandardOutput();

    /// <summary>
    /// From now on the first Ctrl-C or SIGTERM asks the work to end with what it has in hand; a second one ends the program
    /// at once, which loses nothing that was stored.
    /// </summary>
    public void ListenForSignals()
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Ask(signal, ExitCode.Interrupted)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Ask(signal, ExitCode.Terminated)));

        void Ask(PosixSignalContext signal, ExitCode code)
        {
            if (Interruption.Code is null)
            {
                signal.Cancel = true;
                Messages.Note("Finishing the answers in hand; once more ends at once.");
                Interruption.Ask(code);
            }
        }
    }

    /// <summary>Whether writing to standard output failed because nobody reads it any more.</summary>
    public static bool IsClosedPipe(Exception failure) => failure.Message.Contains("pipe", StringComparison.OrdinalIgnoreCase);

    public void Dispose()
    {
        _signals.ForEach(signal => signal.Dispose());
        Interruption.Dispose();
    }
}
