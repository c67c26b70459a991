using System.Text;
using System.Text.Json;
using BatchAudit.Files;
using Microsoft.Extensions.Configuration;

namespace BatchAudit.Cli.Configuring;

/// <summary>A settings file: one JSON object whose names are those of settings, and whose values are text or numbers.</summary>
/// <param name="isOfFolder">It lies in the current folder, and may be someone else's word.</param>
internal sealed class SettingsFile(string path, bool isOfFolder)
{
    /// <summary>What keys of the service begin with.</summary>
    private const string KeyStart = "llx-";

    /// <summary>Every setting with a long path takes a hundredth of it.</summary>
    private const int MaxBytes = 1 << 20;

    // As lenient as the configuration library's own reader.
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    public string Path => path;

    /// <returns>Empty when there is no such file.</returns>
    /// <exception cref="AuditException">The file cannot be read, or has something in it that is no setting, or none that may stand there.</exception>
    public IConfigurationRoot Read()
    {
        try
        {
            var text = ReadText();
            using var document = JsonDocument.Parse(text, Lenient);
            Check(document.RootElement);

            return new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
        }
        // The last two: half of a surrogate pair, written as an escape or as bytes; a name that stands there twice.
        catch (Exception unreadable) when (unreadable
            is JsonException or IOException or UnauthorizedAccessException or InvalidOperationException or ArgumentException or FormatException)
        {
            throw Fault($"The settings file '{path}' cannot be read: {unreadable.Message}", "Mend the file, or take it away.");
        }
    }

    /// <summary>Only a regular file is opened: a pipe would be waited for, a device may never end.</summary>
    private string ReadText()
    {
        switch (Place.KindOfTarget(path))
        {
            case PlaceKind.Nothing:
                return "{}";
            case PlaceKind.File:
                break;
            case var kind:
                throw Fault($"The settings file '{path}' {Place.Words(kind)}, and no file.", "Take it away.");
        }

        using var file = File.OpenRead(path);
        var bytes = new byte[MaxBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);

        if (length > MaxBytes)
        {
            throw Fault(FormattableString.Invariant($"The settings file '{path}' is longer than {MaxBytes:N0} bytes."), "Mend the file, or take it away.");
        }

        using var reader = new StreamReader(new MemoryStream(bytes, 0, length), new UTF8Encoding(false, throwOnInvalidBytes: true));
        return reader.ReadToEnd();
    }

    private void Check(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object)
        {
            throw Fault($"The settings file '{path}' cannot be read: it must be an object, such as {{ \"history\": \"batch-audit.db\" }}.", "Mend the file, or take it away.");
        }

        foreach (var property in root.EnumerateObject())
        {
            // Looked for first: whatever else is wrong with it, a key must not be repeated in a message.
            if (IsKey(property))
            {
                throw Fault(
                    $"'{path}' holds an API key. A key is in no settings file.",
                    "Take it out, and set LLAMA_CLOUD_API_KEY, or the setting api_key_file or api_key_command. If others could read the file, make a new key.");
            }

            if (KnownSettings.All.FirstOrDefault(known => Same(known.Name, property.Name)) is not { } setting)
            {
                var near = NearestName.Of(property.Name, KnownSettings.All.Select(known => known.Name));
                throw Fault(
                    $"There is no setting '{property.Name}', which stands in '{path}'.",
                    near is null ? "batch-audit config names them all." : $"Is it {near}? batch-audit config names them all.");
            }

            if (isOfFolder && setting.KeptFromFolder is { } reason)
            {
                throw Fault(
                    $"'{path}' sets {setting.Name}. A file in the current folder may be somebody else's, and this setting {reason}.",
                    $"If it is your own word, take it out there, and set {setting.Variable} or write it into '{SettingSources.UserFile ?? "your own settings file"}'.");
            }

            if (property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null) && !(setting.IsSwitch && IsSwitch(property.Value)))
            {
                throw Fault($"The setting {property.Name} in '{path}' is {Shape(property.Value.ValueKind)}.", "Write text or a number; several words are separated by commas.");
            }
        }
    }

    private static bool IsKey(JsonProperty property) =>
        (property.Value.ValueKind is JsonValueKind.String && property.Value.GetString()!.Contains(KeyStart, StringComparison.OrdinalIgnoreCase))
        || property.Name.Contains(KeyStart, StringComparison.OrdinalIgnoreCase)
        || Same(property.Name, KnownSettings.ApiKey.Name)
        || Same(property.Name, KnownSettings.ApiKey.Variable)
        || Same(property.Name, "apiKey")
        || Same(property.Name, "key");

    private static bool IsSwitch(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Shape(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "true or false",
    };

    /// <summary>Names and reasons may be another's words.</summary>
    private static AuditException Fault(string message, string hint) => new(FailureKind.Configuration, PrintableText.Of(message), PrintableText.Of(hint));
}
