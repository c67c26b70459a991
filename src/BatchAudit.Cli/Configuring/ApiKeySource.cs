namespace BatchAudit.Cli.Configuring;

/// <summary>Where the key is. It is fetched when it is first needed, and once: until then no file is read and no command runs.</summary>
internal sealed class ApiKeySource
{
    private readonly Lazy<string> _key;

    private ApiKeySource(Func<string> fetch) => _key = new Lazy<string>(fetch);

    /// <exception cref="AuditException">The file or the command does not give one.</exception>
    public string Key => _key.Value;

    public static ApiKeySource Literal(string key) => new(() => key);

    public static ApiKeySource File(string path) => new(() => Read(path));

    public static ApiKeySource Command(string command) => new(() => KeyCommand.Run(command));

    /// <summary>The nearest source wins: environment, the file here, the user's. In one source, the key, then its file, then its command.</summary>
    /// <returns>Null when nothing says where the key is.</returns>
    public static ApiKeySource? Of(SettingSources sources)
    {
        var key = sources.Find(KnownSettings.ApiKey);
        var file = sources.Find(KnownSettings.ApiKeyFile);
        var command = sources.Find(KnownSettings.ApiKeyCommand);

        return key.Value is { } literal ? Literal(literal)
            : file.Value is { } path && !IsNearer(command, file) ? File(Beside(file, path))
            : command.Value is { } words ? Command(words)
            : null;
    }

    /// <summary>Whether the one is set by a source that wins over the other's.</summary>
    public static bool IsNearer(SettingValue one, SettingValue other) => one.Value is not null && Distance(one) < Distance(other);

    private static int Distance(SettingValue value) => value.File is null ? 0 : SettingSources.Files.ToList().IndexOf(value.File) + 1;

    /// <summary>A path in a settings file starts from that file.</summary>
    private static string Beside(SettingValue setting, string path) =>
        setting.File is { } file ? Path.Combine(Path.GetDirectoryName(file)!, path) : path;

    /// <summary>From a pipe, too, as shells make one of <c>&lt;(pass show llama-cloud)</c>; but not without end.</summary>
    private static string Read(string path)
    {
        try
        {
            return UserText.ReadFile(path, FailureKind.Configuration).Trim() is { Length: > 0 } key
                ? key
                : throw new AuditException(FailureKind.Configuration, $"There is no API key in '{path}'.", "Write the key into the file, and nothing else.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new AuditException(FailureKind.Configuration, $"The API key cannot be read from its file: {unreadable.Message}", "See --api-key-file, BATCH_AUDIT_API_KEY_FILE and the setting api_key_file.", unreadable);
        }
    }
}
