using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.Checking;

namespace BatchAudit.Cli.Output;

/// <summary>Checks, a line each with its fix below; or one JSON object, whose fields are only ever added.</summary>
internal static class CheckPrinter
{
    public static void Print(AppHost app, IReadOnlyList<Check> found, bool json, bool quiet)
    {
        var checks = found
            .Select(check => check with { Message = app.Redaction.Of(check.Message), Fix = check.Fix is { } fix ? app.Redaction.Of(fix) : null })
            .ToList();

        if (json)
        {
            var document = new ChecksDocument(
                [.. checks.Select(check => new CheckDocument(check.Name, Word(check), check.Message, check.Fix, (int)check.Code))],
                (int)ExitCodes.Worst(checks.Select(check => check.Code)));
            app.Output.WriteLine(JsonSerializer.Serialize(document, ChecksJson.Default.ChecksDocument));
            return;
        }

        foreach (var check in checks.Where(check => !quiet || check.State is CheckState.Fail))
        {
            app.Output.WriteLine(PrintableText.Of($"{Word(check),-4}  {check.Name,-12}  {check.Message}"));

            if (check.Fix is { } fix)
            {
                app.Output.WriteLine(PrintableText.Of($"{"",-20}{fix}"));
            }
        }
    }

    private static string Word(Check check) => check.State switch
    {
        CheckState.Ok => "OK",
        CheckState.Warn => "WARN",
        _ => "FAIL",
    };
}

internal sealed record ChecksDocument(IReadOnlyList<CheckDocument> Checks, int ExitCode);

internal sealed record CheckDocument(string Name, string State, string Message, string? Fix, int ExitCode);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ChecksDocument))]
internal sealed partial class ChecksJson : JsonSerializerContext;
