using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using BatchAudit.Cli;

namespace BatchAudit.Tests.Docs;

/// <summary>Whatever README tells to type, the program understands.</summary>
public sealed partial class CommandLinesTests
{
    [Fact]
    public void Every_command_line_in_README_makes_sense()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var root = RootCommandLine.Build(app);
        var lines = Typed(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).ToList();

        Assert.InRange(lines.Count, 15, 200);
        Assert.All(lines, line => Assert.Empty(root.Parse([.. CommandLineParser.SplitCommandLine(line)]).Errors.Select(error => $"{line}: {error.Message}")));
    }

    /// <summary>What follows the program's name, up to what the shell takes for itself.</summary>
    private static IEnumerable<string> Typed(string readme) =>
        from line in readme.Split('\n')
        where line.StartsWith("    ", StringComparison.Ordinal) || line.StartsWith("ExecStart=", StringComparison.Ordinal)
        from Match match in AfterTheName().Matches(line)
        select match.Groups["words"].Value.Replace("…", "0", StringComparison.Ordinal);

    [GeneratedRegex("""(^|[ /])(batch-audit|BatchAudit\.Cli --) (?<words>(?!is |--)[a-z]([^|#&>"\d]|\d(?!>)|"[^"]*")*)""")]
    private static partial Regex AfterTheName();
}
