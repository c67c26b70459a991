using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BatchAudit.Reports.Page;

/// <summary>
/// <c>page.html</c> with its style and script in place, and slots such as <c>{{rows}}</c> for what differs from page to page.
/// </summary>
internal static partial class PageTemplate
{
    // In the order in which they build on one another.
    private static readonly string[] Scripts =
    [
        "rows.js", "address.js", "cells.js", "copy.js", "tip.js", "filter.js", "details.js", "grid.js", "table.js",
        "timelines.js", "nights.js", "groups.js", "news.js", "main.js",
    ];

    /// <summary>Text and slots by turns: the text at even places, the names of slots at odd ones.</summary>
    private static readonly ImmutableArray<string> Parts = [.. Slot().Split(Filled())];

    /// <param name="fill">What writes a slot, by its name.</param>
    public static void Write(Stream stream, Func<string, Action<Stream>> fill)
    {
        for (var part = 0; part < Parts.Length; part++)
        {
            if (part % 2 == 0)
            {
                WriteText(stream, Parts[part]);
            }
            else
            {
                fill(Parts[part])(stream);
            }
        }
    }

    public static void WriteText(Stream stream, string html) => stream.Write(Encoding.UTF8.GetBytes(html));

    private static string Filled()
    {
        var style = "\n" + Embedded("page.css");
        var script = "\n" + string.Join('\n', Scripts.Select(Embedded)).Replace("{{tones}}", Tones(), StringComparison.Ordinal);

        return Embedded("page.html")
            .Replace("{{policy}}", Policy(style, script), StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Replace("{{script}}", script, StringComparison.Ordinal);
    }

    /// <summary>A JavaScript object: the words of each tone by its name.</summary>
    private static string Tones() =>
        $"{{ {string.Join(", ", WordTone.All.Select(tone => $"{tone.Name}: [{string.Join(", ", tone.Words.Select(word => $"\"{word}\""))}]"))} }}";

    /// <summary>Nothing is loaded, nothing is sent, and only this style and this script count; text never becomes HTML or script.</summary>
    private static string Policy(string style, string script) =>
        $"default-src 'none'; style-src '{Hash(style)}'; script-src '{Hash(script)}'; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Embedded(string name)
    {
        using var stream = typeof(PageTemplate).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built in.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        // A browser hashes what it parsed, where every line ends with \n, whatever the sources were checked out with.
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("{{([a-z]+)}}")]
    private static partial Regex Slot();
}
