using System.Text;
using BatchAudit.Cli;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Output;

namespace BatchAudit.Tests.Docs;

/// <summary>README is a page for somebody new: it says what the program does, and where the rest is.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = Document.Readme.Text;

    [Fact]
    public void It_is_one_page() => Assert.InRange(Encoding.UTF8.GetByteCount(Readme), 6_000, 12_000);

    [Fact]
    public void It_begins_with_the_demo_a_first_run_and_the_tests()
    {
        var typed = Readme.Split("\n## Start\n")[1].Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Take(3).ToList();

        Assert.StartsWith("    dotnet run --project src/BatchAudit.Cli -- demo ", typed[0], StringComparison.Ordinal);
        Assert.Contains(" dotnet run --project src/BatchAudit.Cli -- export ", typed[1], StringComparison.Ordinal);
        Assert.StartsWith("    tests/run ", typed[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_topic_of_the_manual_is_linked_by_its_title_and_listed_by_help()
    {
        Assert.Equal(Document.Manual.Select(page => Path.GetFileNameWithoutExtension(page.Name)), ManualTopic.All.Select(topic => topic.Name));

        foreach (var topic in ManualTopic.All)
        {
            Assert.Contains($"| [{topic.Name}](src/BatchAudit.Cli/Manual/{topic.Name}.md) | {topic.Title} |", Readme, StringComparison.Ordinal);
            Assert.Contains(topic.Name, DocumentedHelp.AllTopics);
        }
    }

    [Fact]
    public void Every_command_stands_in_it()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);

        Assert.All(RootCommandLine.Build(app).Subcommands, command => Assert.Contains($"\n| `{command.Name}", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_exit_code_stands_in_README()
    {
        foreach (var code in Enum.GetValues<ExitCode>().Where(code => code is not (ExitCode.HungUp or ExitCode.Interrupted or ExitCode.Terminated)))
        {
            Assert.Contains($"| {(int)code} | {ExitCodeTable.Meaning(code)} |", Readme, StringComparison.Ordinal);
        }

        Assert.Contains("| 129, 130, 143 |", Readme, StringComparison.Ordinal);
    }
}
