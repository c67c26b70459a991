using System.Text.RegularExpressions;

namespace BatchAudit.Tests.Docs;

/// <summary>Whoever follows a link of README or the manual arrives.</summary>
public sealed partial class LinksTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there()
    {
        var links = Document.All.SelectMany(document => Links(document).Select(link => (document, link))).ToList();

        Assert.InRange(links.Count, 30, 500);
        Assert.All(links, found =>
        {
            var (document, link) = found;
            var (target, anchor) = link.Split('#') is [var path, var heading] ? (path, heading) : (link, null);
            var file = target.Length == 0 ? document.Name : target;
            var full = Path.GetFullPath(Path.Combine(Repository.Root, target.Length == 0 ? "" : Path.GetDirectoryName(document.Name)!, file));

            Assert.True(File.Exists(full), $"{document.Name} links {link}, and there is no such file.");
            Assert.StartsWith(Repository.Root, full, StringComparison.Ordinal);
            Assert.True(anchor is null || Anchors(File.ReadAllText(full)).Contains(anchor), $"{document.Name} links {link}, and there is no such heading.");
        });
    }

    [Fact]
    public void Every_source_file_or_folder_that_is_named_from_the_root_of_this_project_is_there()
    {
        var named = Document.All.SelectMany(document => SourcePath().Matches(document.Text).Select(match => (document.Name, Path: match.Value))).Distinct().ToList();

        Assert.InRange(named.Count, 10, 200);
        Assert.All(named, found => Assert.True(
            Path.Exists(Path.Combine(Repository.Root, found.Path)) || Directory.Exists(Path.GetDirectoryName(Path.Combine(Repository.Root, found.Path))),
            $"{found.Name} names {found.Path}, and neither it nor its folder is there."));
    }

    private static IEnumerable<string> Links(Document document) =>
        from line in document.Prose
        from Match match in Link().Matches(Code().Replace(line, "code"))
        where !match.Groups["target"].Value.Contains("://", StringComparison.Ordinal)
        select match.Groups["target"].Value;

    /// <summary>As GitHub makes them of headings.</summary>
    private static HashSet<string> Anchors(string markdown) =>
        [.. Heading().Matches(markdown).Select(heading => NoLetter().Replace(heading.Groups["text"].Value.ToLowerInvariant(), "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"(?m)^#+ (?<text>.+?)\r?$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoLetter();

    [GeneratedRegex(@"(?<![\w/.])(src|tests)/[A-Za-z0-9./]*[A-Za-z0-9]")]
    private static partial Regex SourcePath();
}
