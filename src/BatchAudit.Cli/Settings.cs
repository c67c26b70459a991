using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BatchAudit.Cli;

/// <summary>
/// What is set outside the command line: environment, then <c>batch-audit.json</c> here, then the user's own file. A flag, where
/// there is one, wins over all of them.
/// </summary>
internal sealed record Settings
{
    /// <summary>From the environment only: a key is in no file of ours and on no command line.</summary>
    public string? ApiKey { get; init; }

    public string? BaseUrl { get; init; }

    public string? Project { get; init; }

    public string? Organization { get; init; }

    public const string DefaultHistory = "batch-audit.db";

    public string History { get; init; } = DefaultHistory;

    public int Concurrency { get; init; } = LlamaCloud.LlamaCloudOptions.DefaultConcurrency;

    /// <summary>The user's own file: <c>batch-audit/settings.json</c> in the folder for application settings.</summary>
    public static string UserFile => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "batch-audit",
        "settings.json");

    /// <exception cref="AuditException">A settings file is no JSON, or a value cannot be used.</exception>
    public static Settings Load()
    {
        try
        {
            var files = new ConfigurationBuilder()
                .AddJsonFile(UserFile, optional: true)
                .AddJsonFile(Path.GetFullPath("batch-audit.json"), optional: true)
                .AddEnvironmentVariables("BATCH_AUDIT_")
                .Build();

            return new Settings
            {
                ApiKey = Text(Environment.GetEnvironmentVariable("LLAMA_CLOUD_API_KEY")),
                BaseUrl = BaseUrlOf(files),
                Project = Text(files["project"]),
                Organization = Text(files["organization"]),
                History = Text(files["history"]) ?? DefaultHistory,
                Concurrency = Number(files, "concurrency", LlamaCloud.LlamaCloudOptions.DefaultConcurrency),
            };
        }
        catch (InvalidDataException unreadable)
        {
            throw new AuditException(
                FailureKind.Configuration, unreadable.Message, "Mend the file, or take it away.", unreadable);
        }
    }

    /// <summary>Set but empty is what a failed assignment leaves behind: taken for unset, it would send the key to production.</summary>
    private static string? BaseUrlOf(IConfiguration files) => Environment.GetEnvironmentVariable("LLAMA_CLOUD_BASE_URL") switch
    {
        null => Text(files["base_url"]),
        var set => Text(set) ?? throw new AuditException(
            FailureKind.Configuration, "LLAMA_CLOUD_BASE_URL is set, but empty.", "Unset it for LlamaCloud itself, or name a server."),
    };

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static int Number(IConfiguration files, string name, int otherwise) => Text(files[name]) switch
    {
        null => otherwise,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new AuditException(
            FailureKind.Configuration, $"The setting {name} is '{text}', which is no number.", $"Write it like {otherwise}."),
    };
}
