using System.Text.RegularExpressions;

namespace BatchAudit.History.Views;

/// <summary>A view as a file of this folder says it: lines of comment, then <c>create view name as</c> and one select.</summary>
/// <param name="Definition">What follows <c>create view</c>: its name, <c>as</c> and the select. No semicolon ends it.</param>
internal sealed partial record ViewText(string Name, string Definition)
{
    /// <summary>What the select reads, in lower case: tables, other views, and names that a <c>with</c> gives.</summary>
    public IReadOnlySet<string> Sources { get; } = Source().Matches(NotRead().Replace(Definition, " "))
        .Select(match => match.Groups[1].Value)
        .ToHashSet(StringComparer.Ordinal);

    /// <exception cref="FormatException">It does not begin like a view, or ends with a semicolon.</exception>
    public static ViewText Parse(string text)
    {
        var match = File().Match(text);
        return match.Success
            ? new ViewText(match.Groups["name"].Value, match.Groups["definition"].Value)
            : throw new FormatException($"No view: {text}");
    }

    [GeneratedRegex(@"\A(--.*\n)*create view (?<definition>(?<name>[a-z_]+) as\n[\s\S]*[^\s;])\s*\z")]
    private static partial Regex File();

    [GeneratedRegex("--.*|'[^']*'")]
    private static partial Regex NotRead();

    [GeneratedRegex(@"\b(?:from|join)\s+([a-z_]+)")]
    private static partial Regex Source();
}
