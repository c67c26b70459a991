using System.Text.Json;

namespace BatchAudit.Emulator;

/// <summary>Reads scenarios, and says what is wrong with one and where.</summary>
internal static class ScenarioText
{
    public static Scenario ReadFile(string path)
    {
        try
        {
            return Read(UserText.ReadFile(path, FailureKind.Configuration), path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditException(
                FailureKind.Configuration, $"The scenario {path} cannot be read: {failure.Message}", cause: failure);
        }
    }

    public static Scenario ReadEmbedded(string name)
    {
        using var stream = typeof(ScenarioText).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return Read(reader.ReadToEnd(), name);
    }

    public static Scenario Read(string json, string source)
    {
        Scenario? scenario;
        try
        {
            scenario = JsonSerializer.Deserialize(json, ScenarioJson.Default.Scenario);
        }
        catch (JsonException failure)
        {
            throw new AuditException(
                FailureKind.Configuration,
                $"{source}, line {failure.LineNumber + 1}, column {failure.BytePositionInLine + 1}: {Reason(failure)}",
                cause: failure);
        }

        if (scenario is null)
        {
            throw new AuditException(FailureKind.Configuration, $"{source}: null is no scenario.");
        }

        return ScenarioRules.FirstBroken(scenario) is { } broken
            ? throw new AuditException(FailureKind.Configuration, $"{source}: {broken}")
            : scenario;
    }

    // The serializer's sentence for an unknown property speaks of .NET members; its path ends in nothing useful then.
    private static string Reason(JsonException failure)
    {
        var message = failure.Message.Split(" Path: ")[0];
        var unmapped = message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal);
        return unmapped ? $"there is no setting '{message.Split('\'')[1]}'." : $"{message} (at {failure.Path})";
    }
}
