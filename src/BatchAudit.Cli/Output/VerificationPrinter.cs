using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using BatchAudit.Deriving;
using BatchAudit.Integrity;

namespace BatchAudit.Cli.Output;

/// <summary>Says what was checked, what was found and, in the last line, the verdict.</summary>
internal static class VerificationPrinter
{
    public static void Print(VerificationReport report, AppHost app, bool json, bool quiet)
    {
        if (json)
        {
            app.Output.WriteLine(JsonSerializer.Serialize(report, VerificationJson.Default.VerificationReport));
            return;
        }

        if (quiet)
        {
            foreach (var line in (IEnumerable<string>)[.. NotCompared(report), .. Faults(report)])
            {
                app.Messages.Note(line);
            }

            return;
        }

        foreach (var line in (IEnumerable<string>)[.. Checked(report), .. Faults(report), Line("Verdict", report.Verdict)])
        {
            app.Output.WriteLine(line);
        }
    }

    private static IEnumerable<string> Checked(VerificationReport report)
    {
        yield return Line(
            "Checked",
            $"{Count(report.Observations)} observations in the chain, {Count(report.Payloads)} payloads, {Count(report.Rows)} rows of {report.Tables} tables, {report.SchemaObjects} parts of the schema, the file");

        if (report.Pruned > 0)
        {
            yield return Line("Pruned", $"{Count(report.Pruned)}; what {Count(report.Underivable)} observations say cannot be derived again");
        }

        foreach (var line in NotCompared(report))
        {
            yield return line;
        }

        if (report.LeftOut > 0)
        {
            yield return Line("Left out", $"the answers of {Count(report.LeftOut)} observations, which are in other shares");
        }

        if (report.AnchoredSeq is { } seq)
        {
            yield return Line("Anchors", $"{Count(report.Anchors)}, the newest of observation {Count(seq)}");
        }
    }

    private static IEnumerable<string> NotCompared(VerificationReport report) => report.NotCompared.Select(stretch => Line(
        "Derived",
        $"by version {stretch.Version} of the derivation, where this program has version {DerivationStretch.Current}: the rows of {Count(stretch.Observations)} answers were not compared. {Advice(stretch.Version)}"));

    private static string Advice(int version) => version > DerivationStretch.Current
        ? "Verify with the newer program."
        : "batch-audit rebuild derives them anew.";

    private static IEnumerable<string> Faults(VerificationReport report) => report.Faults.Select(fault => Line("Fault", fault.Found));

    private static string Line(string heading, string text) => PrintableText.Of($"{heading,-8} {text}");

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(VerificationReport))]
internal sealed partial class VerificationJson : JsonSerializerContext;
