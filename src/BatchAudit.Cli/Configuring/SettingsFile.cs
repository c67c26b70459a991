using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace BatchAudit.Cli.Configuring;

/// <summary>A settings file: one JSON object whose names are those of settings, and whose values are text or numbers.</summary>
internal static class SettingsFile
{
    /// <summary>What keys of the service begin with.</summary>
    private const string KeyStart = "llx-";

    // As lenient as the configuration library's own reader.
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Empty when there is no such file.</summary>
    /// <exception cref="AuditException">The file cannot be read, or has something in it that is no setting.</exception>
    public static IConfigurationRoot Read(string path)
    {
        try
        {
            var values = new ConfigurationBuilder().AddJsonFile(path, optional: true).Build();

            if (File.Exists(path))
            {
                using var document = JsonDocument.Parse(File.ReadAllText(path), Lenient);
                Check(path, document.RootElement);
            }

            return values;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or JsonException or IOException or UnauthorizedAccessException)
        {
            throw Fault($"The settings file '{path}' cannot be read: {(unreadable.InnerException ?? unreadable).Message}", "Mend the file, or take it away.");
        }
    }

    private static void Check(string path, JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            // Looked for first: whatever else is wrong with it, a key must not be repeated in a message.
            if (IsKey(property))
            {
                throw Fault(
                    $"'{path}' holds an API key. A key is in no settings file.",
                    "Take it out, and set LLAMA_CLOUD_API_KEY, or the setting api_key_file or api_key_command. If others could read the file, make a new key.");
            }

            if (!KnownSettings.All.Any(setting => Same(setting.Name, property.Name)))
            {
                var near = NearestName.Of(property.Name, KnownSettings.All.Select(setting => setting.Name));
                throw Fault(
                    $"There is no setting '{property.Name}', which stands in '{path}'.",
                    near is null ? "batch-audit config names them all." : $"Is it {near}? batch-audit config names them all.");
            }

            if (property.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Null))
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

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string Shape(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "true or false",
    };

    private static AuditException Fault(string message, string hint) => new(FailureKind.Configuration, message, hint);
}
