using BatchAudit.Storing;
using Microsoft.Extensions.Configuration;

namespace BatchAudit.Cli.Configuring;

/// <summary>Where settings come from, the one that wins first: environment, <c>batch-audit.json</c> here, the user's own file.</summary>
internal sealed class SettingSources
{
    private readonly IConfigurationRoot _environment;
    private readonly (string Path, IConfigurationRoot Values)[] _files;

    private SettingSources()
    {
        _environment = new ConfigurationBuilder()
            .AddInMemoryCollection(KnownSettings.All.Select(setting => KeyValuePair.Create(setting.Name, Environment.GetEnvironmentVariable(setting.Variable))))
            .Build();
        SettingsFile[] files = [new(FolderFile, isOfFolder: true), .. UserFile is { } own ? [new SettingsFile(own, isOfFolder: false)] : Array.Empty<SettingsFile>()];
        _files = [.. files.Select(file => (file.Path, file.Read()))];
    }

    /// <summary>Both settings files, whether or not they exist.</summary>
    public static IReadOnlyList<string> Files => UserFile is { } own ? [FolderFile, own] : [FolderFile];

    /// <summary>
    /// The user's own file: <c>batch-audit/settings.json</c> in the folder for application settings. Null where the system names none,
    /// or one from the current folder on: that is not the user's.
    /// </summary>
    public static string? UserFile { get; } = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "batch-audit",
        "settings.json") is var path && Path.IsPathFullyQualified(path) ? path : null;

    private static string FolderFile => Path.GetFullPath("batch-audit.json");

    /// <exception cref="AuditException">A file cannot be read, or has something in it that is no setting.</exception>
    public static SettingSources Read() => new();

    /// <exception cref="AuditException">The value cannot be used.</exception>
    public SettingValue Find(Setting setting)
    {
        var found = FindSet(setting) ?? new SettingValue(setting, setting.Default, "default");

        return found.Value is { } value && setting.Fault(value) is { } fault
            ? throw new AuditException(
                FailureKind.Configuration,
                PrintableText.Of($"The setting {setting.Name} is '{StoreAddress.Brief(value)}', {fault}."),
                PrintableText.Of($"Mend it in {found.Origin}, such as {setting.Example}."))
            : found;
    }

    private SettingValue? FindSet(Setting setting)
    {
        if (Text(_environment[setting.Name]) is { } set)
        {
            return new SettingValue(setting, set, $"environment {setting.Variable}");
        }

        foreach (var (path, values) in _files)
        {
            if (Text(values[setting.Name]) is { } said)
            {
                return new SettingValue(setting, said, path, path);
            }
        }

        return null;
    }

    private static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
