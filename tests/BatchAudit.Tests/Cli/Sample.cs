using System.Text.Json.Nodes;

namespace BatchAudit.Tests.Cli;

/// <summary>The committed sample of the reports, <c>reports/sample</c>.</summary>
internal static class Sample
{
    /// <summary>Pictures for README, which no writer makes.</summary>
    public static bool IsPicture(string name) => name.EndsWith(".png", StringComparison.Ordinal);

    public static void Replace(string sample, string fresh)
    {
        Directory.CreateDirectory(sample);

        foreach (var old in Directory.EnumerateFiles(sample).Where(path => !IsPicture(path)))
        {
            File.Delete(old);
        }

        foreach (var file in Directory.EnumerateFiles(fresh))
        {
            File.Copy(file, Path.Combine(sample, Path.GetFileName(file)));
        }

        WithoutCommit(Path.Combine(sample, "manifest.json"));
    }

    /// <summary>A file cannot name the commit it is part of.</summary>
    private static void WithoutCommit(string manifest)
    {
        var text = File.ReadAllText(manifest);
        var commit = (string)JsonNode.Parse(text)!["tool"]!["commit"]!;
        File.WriteAllText(manifest, text.Replace($"\"{commit}\"", "null", StringComparison.Ordinal));
    }
}
