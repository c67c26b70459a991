using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.Cli.Configuring;

namespace BatchAudit.Cli.Output;

/// <summary>Settings, a line each; or one JSON object, whose fields are only ever added.</summary>
internal static class SettingsPrinter
{
    public static void Print(AppHost app, IReadOnlyList<SettingValue> settings, bool json)
    {
        var output = app.Output;
        var shown = settings.Select(value => new SettingDocument(value.Setting.Name, MaskedValue.Of(value, app.Redaction), value.Origin, value.Setting.Variable)).ToList();

        if (json)
        {
            var files = SettingSources.Files.Select(path => new FileDocument(path, File.Exists(path)));
            output.WriteLine(JsonSerializer.Serialize(new SettingsDocument(shown, [.. files]), SettingsJson.Default.SettingsDocument));
            return;
        }

        var widest = shown.Max(setting => setting.Value?.Length ?? 0);

        foreach (var setting in shown)
        {
            var from = setting.Value is null ? "not set" : setting.From;
            output.WriteLine(PrintableText.Of($"{setting.Name,-16}{(setting.Value ?? "").PadRight(widest)}  {from}"));
        }

        foreach (var path in SettingSources.Files)
        {
            output.WriteLine(PrintableText.Of($"{"file",-16}{path}{(File.Exists(path) ? "" : " (there is none)")}"));
        }
    }
}

internal sealed record SettingsDocument(IReadOnlyList<SettingDocument> Settings, IReadOnlyList<FileDocument> Files);

/// <param name="Value">Null when it is not set and has no default. Of a key only that there is one.</param>
/// <param name="From">A variable, a file, or the default.</param>
internal sealed record SettingDocument(string Name, string? Value, string From, string Variable);

internal sealed record FileDocument(string Path, bool Exists);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SettingsDocument))]
internal sealed partial class SettingsJson : JsonSerializerContext;
