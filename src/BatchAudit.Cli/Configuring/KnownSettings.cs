using System.Collections.Immutable;
using System.Globalization;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Storing;

namespace BatchAudit.Cli.Configuring;

/// <summary>Every setting there is: what is read, what <c>config</c> shows, and what the manual lists.</summary>
internal static class KnownSettings
{
    /// <summary>From the environment only: a key is in no settings file and on no command line.</summary>
    public static Setting ApiKey { get; } = new("api_key", "LLAMA_CLOUD_API_KEY");

    public static Setting ApiKeyFile { get; } = new("api_key_file", "BATCH_AUDIT_API_KEY_FILE")
    {
        Fault = NoPath,
        KeptFromFolder = "reads a file and sends it as a key",
        Example = "key.txt",
    };

    public static Setting ApiKeyCommand { get; } = new("api_key_command", "BATCH_AUDIT_API_KEY_COMMAND")
    {
        Fault = value => value.Contains('\0', StringComparison.Ordinal) ? "which is no command" : null,
        KeptFromFolder = "runs a command",
        Example = "pass show llama-cloud",
    };

    public static Setting BaseUrl { get; } = new("base_url", "LLAMA_CLOUD_BASE_URL", AppHost.DefaultBaseUrl) { KeptFromFolder = "says where the key is sent" };

    public static Setting AllowHttp { get; } = new("allow_http", "BATCH_AUDIT_ALLOW_HTTP", "false")
    {
        Fault = value => bool.TryParse(value, out _) || value is "1" or "0" ? null : "which is neither true nor false",
        KeptFromFolder = "lets the key cross the network in clear text",
        IsSwitch = true,
        Example = "true",
    };

    public static Setting Project { get; } = new("project", "BATCH_AUDIT_PROJECT");

    public static Setting Organization { get; } = new("organization", "BATCH_AUDIT_ORGANIZATION");

    public static Setting History { get; } = new("history", "BATCH_AUDIT_HISTORY", Settings.DefaultHistory)
    {
        Fault = value => NoPath(value) ?? StoreAddress.Fault(value),
        Example = Settings.DefaultHistory,
    };

    public static Setting Concurrency { get; } = new("concurrency", "BATCH_AUDIT_CONCURRENCY", AppHost.DefaultConcurrency.ToString(CultureInfo.InvariantCulture))
    {
        Fault = value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= AppHost.MaxConcurrency
            ? null
            : FormattableString.Invariant($"which is no number from 1 to {AppHost.MaxConcurrency}"),
        Example = "8",
    };

    public static Setting Deadline { get; } = Span("deadline", "BATCH_AUDIT_DEADLINE", null, "2h");

    public static Setting StuckAfter { get; } = Span("stuck_after", "BATCH_AUDIT_STUCK_AFTER", "6h", "6h");

    public static Setting Out { get; } = new("out", "BATCH_AUDIT_OUT")
    {
        Fault = value => value == OutputPlace.StandardOutput ? "which is no folder" : NoPath(value),
        Example = "reports/nightly",
    };

    public static Setting Format { get; } = Listed("format", "BATCH_AUDIT_FORMAT", string.Join(',', ReportOptions.DefaultFormats), [.. AppHost.ReportWriters.Select(writer => writer.Format)]);

    public static Setting FailOn { get; } = Listed("fail_on", "BATCH_AUDIT_FAIL_ON", null, Reporting.FailOn.Known, Reporting.FailOn.Plain);

    public static ImmutableArray<Setting> All { get; } =
    [
        ApiKey, ApiKeyFile, ApiKeyCommand, BaseUrl, AllowHttp, Project, Organization, History, Concurrency, Deadline, StuckAfter, Out, Format, FailOn,
    ];

    /// <summary>JSON can write what no path and no variable can hold.</summary>
    private static string? NoPath(string value) => value.Contains('\0', StringComparison.Ordinal) ? "which is no path" : null;

    private static Setting Span(string name, string variable, string? usual, string example) => new(name, variable, usual)
    {
        Fault = value => Duration.Of(value) is null ? "which is no span of time up to 49 days" : null,
        Example = example,
    };

    private static Setting Listed(string name, string variable, string? usual, ImmutableArray<string> known, Func<string, string>? plain = null) => new(name, variable, usual)
    {
        Fault = value => Words.Unknown(Words.Of([value]).Select(plain ?? (word => word)), known).FirstOrDefault() is { } unknown ? $"and there is no '{unknown}'" : null,
        Example = string.Join(',', known.Take(2)),
    };
}
