using System.Collections.Immutable;
using System.Reflection;

namespace BatchAudit.Cli.Manual;

/// <summary>A page of the manual: a Markdown file of this folder, which is built into the program.</summary>
/// <param name="Name">The file's name without its ending; what <c>help TOPIC</c> calls it.</param>
/// <param name="Title">The text of its first heading.</param>
/// <param name="Markdown">All of it, the heading included.</param>
internal sealed record ManualTopic(string Name, string Title, string Markdown)
{
    private const string Folder = "Manual/";
    private const string Ending = ".md";

    /// <summary>In the order of their names.</summary>
    public static ImmutableArray<ManualTopic> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Read),
    ];

    /// <summary>Null when there is none. Small and capital letters are the same: <c>help SQL</c>.</summary>
    public static ManualTopic? Of(string? name) => All.FirstOrDefault(topic => topic.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ManualTopic Read(string resource)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!);
        var markdown = reader.ReadToEnd().ReplaceLineEndings("\n");
        return new ManualTopic(resource[Folder.Length..^Ending.Length], markdown.Split('\n')[0].TrimStart('#', ' '), markdown);
    }
}
