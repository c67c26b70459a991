using System.Globalization;
using BatchAudit.Cli.Configuring;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Reporting;

namespace BatchAudit.Cli;

/// <summary>
/// What is set outside the command line: environment, then <c>batch-audit.json</c> here, then the user's own file. A flag, where
/// there is one, wins over all of them.
/// </summary>
internal sealed record Settings
{
    public const string DefaultHistory = "batch-audit.db";

    /// <summary>Null when nothing says where the key is.</summary>
    public ApiKeySource? KeySource { get; init; }

    /// <summary>Fetched from its file or command when first asked for. A key is in no file of ours and on no command line.</summary>
    /// <exception cref="AuditException">The file or the command does not give one.</exception>
    public string? ApiKey => KeySource?.Key;

    public string? BaseUrl { get; init; }

    /// <summary>Whether plain http may leave this machine.</summary>
    public bool AllowHttp { get; init; }

    public string? Project { get; init; }

    public string? Organization { get; init; }

    public string History { get; init; } = DefaultHistory;

    public int Concurrency { get; init; } = AppHost.DefaultConcurrency;

    public TimeSpan? Deadline { get; init; }

    public Thresholds Thresholds { get; init; } = Thresholds.Default;

    /// <summary>The folder for reports; null for one of the run's own.</summary>
    public string? Out { get; init; }

    /// <summary>Null for the usual ones.</summary>
    public string[]? Formats { get; init; }

    /// <summary>Null for none.</summary>
    public string[]? FailOn { get; init; }

    /// <exception cref="AuditException">A settings file is no JSON, has something in it that is no setting, or a value cannot be used.</exception>
    public static Settings Load()
    {
        var sources = SettingSources.Read();

        return new Settings
        {
            KeySource = ApiKeySource.Of(sources),
            BaseUrl = BaseUrlOf(sources),
            AllowHttp = sources.Find(KnownSettings.AllowHttp).Value is "1" or ['t' or 'T', ..],
            Project = sources.Find(KnownSettings.Project).Value,
            Organization = sources.Find(KnownSettings.Organization).Value,
            History = sources.Find(KnownSettings.History).Value!,
            Concurrency = int.Parse(sources.Find(KnownSettings.Concurrency).Value!, CultureInfo.InvariantCulture),
            Deadline = sources.Find(KnownSettings.Deadline).Value is { } deadline ? Duration.Of(deadline) : null,
            Thresholds = new Thresholds(Duration.Of(sources.Find(KnownSettings.StuckAfter).Value!)!.Value),
            Out = sources.Find(KnownSettings.Out).Value,
            Formats = Words.Of([sources.Find(KnownSettings.Format).Value!]),
            FailOn = sources.Find(KnownSettings.FailOn).Value is { } words ? Words.Of([words]) : null,
        };
    }

    /// <summary>Set but empty is what a failed assignment leaves behind: taken for unset, it would send the key to production.</summary>
    private static string? BaseUrlOf(SettingSources sources) =>
        Environment.GetEnvironmentVariable(KnownSettings.BaseUrl.Variable) is { } set && string.IsNullOrWhiteSpace(set)
            ? throw new AuditException(
                FailureKind.Configuration, "LLAMA_CLOUD_BASE_URL is set, but empty.", "Unset it for LlamaCloud itself, or name a server.")
            : sources.Find(KnownSettings.BaseUrl).Value;
}
