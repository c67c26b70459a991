namespace BatchAudit.Tests.Docs;

/// <summary>README or a page of the manual, as it is in the repository.</summary>
/// <param name="Name">From the root, with slashes.</param>
internal sealed record Document(string Name, string Text)
{
    private static string ManualFolder => Path.Combine(Repository.Root, "src", "BatchAudit.Cli", "Manual");

    public static Document Readme { get; } = Read(Path.Combine(Repository.Root, "README.md"));

    public static IReadOnlyList<Document> Manual { get; } =
        [.. Directory.EnumerateFiles(ManualFolder, "*.md").Order(StringComparer.Ordinal).Select(Read)];

    public static IReadOnlyList<Document> All { get; } = [Readme, .. Manual];

    /// <summary>Everything that can be read.</summary>
    public static string AllText { get; } = string.Join('\n', All.Select(document => document.Text));

    /// <summary>A page of the manual: <c>sql</c>.</summary>
    public static Document Page(string topic) => Read(Path.Combine(ManualFolder, $"{topic}.md"));

    /// <summary>The lines that are not code, neither indented nor between fences.</summary>
    public IEnumerable<string> Prose
    {
        get
        {
            var isFenced = false;

            foreach (var line in Text.Split('\n'))
            {
                var isFence = line.StartsWith("```", StringComparison.Ordinal);
                isFenced ^= isFence;

                if (!isFence && !isFenced && !line.StartsWith("    ", StringComparison.Ordinal))
                {
                    yield return line;
                }
            }
        }
    }

    private static Document Read(string path) =>
        new(Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), File.ReadAllText(path).ReplaceLineEndings("\n"));
}
