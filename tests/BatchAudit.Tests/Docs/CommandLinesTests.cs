using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using BatchAudit.Cli;
using BatchAudit.Cli.Manual;

namespace BatchAudit.Tests.Docs;

/// <summary>Whatever README and the manual tell to type, the program understands.</summary>
public sealed partial class CommandLinesTests
{
    [Fact]
    public void Every_command_line_in_README_and_manual_makes_sense()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var root = RootCommandLine.Build(app);
        var lines = Document.All.SelectMany(document => Typed(document.Text).Concat(Mentioned(document)).Select(line => (document.Name, Line: line))).ToList();

        Assert.InRange(lines.Count, 40, 400);
        Assert.All(lines, found => Assert.Empty(root.Parse([.. CommandLineParser.SplitCommandLine(found.Line)]).Errors.Select(error => $"{found}: {error.Message}")));
    }

    [Fact]
    public void Every_example_of_a_commands_help_makes_sense_and_is_about_that_command()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var root = RootCommandLine.Build(app);

        Assert.All(root.Subcommands, command =>
        {
            var documented = Assert.IsType<IDocumentedCommand>(command, exactMatch: false);
            Assert.NotEmpty(documented.Examples);
            Assert.NotEmpty(documented.Topics);
            Assert.Empty(documented.Topics.Except(DocumentedHelp.AllTopics));

            foreach (var example in documented.Examples)
            {
                var parsed = root.Parse([.. CommandLineParser.SplitCommandLine(example.Line)]);
                Assert.Empty(parsed.Errors.Select(error => $"{example.Line}: {error.Message}"));
                Assert.Same(command, parsed.CommandResult.Command);
                Assert.False(example.RollPurpose.EndsWith('.') || example.RollPurpose.EndsWith(':'), example.RollPurpose);
            }
        });
    }

    /// <summary>What follows the program's name, up to what the shell takes for itself.</summary>
    private static IEnumerable<string> Typed(string text) =>
        from line in text.Split('\n')
        where line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith("ExecStart=", StringComparison.Ordinal)
        from Match match in AfterTheName().Matches(line)
        select match.Groups["words"].Value.Replace("…", "0", StringComparison.Ordinal);

    /// <summary>Within a sentence. Words in capitals are for the reader to fill in.</summary>
    private static IEnumerable<string> Mentioned(Document document) =>
        from line in document.Prose
        from Match match in Mention().Matches(line)
        where !Placeholder().IsMatch(match.Groups["words"].Value)
        select match.Groups["words"].Value is var words && words.Contains(' ', StringComparison.Ordinal) ? words : $"{words} --help";

    [GeneratedRegex("`batch-audit (?<words>[a-z][^`]*)`")]
    private static partial Regex Mention();

    [GeneratedRegex(@"\b[A-Z]{2,}\b")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""(^|[ /])(batch-audit|BatchAudit\.Cli --) (?<words>(?!is |--)[a-z]([^|#&>"\d]|\d(?!>)|"[^"]*")*)""")]
    private static partial Regex AfterTheName();
}
