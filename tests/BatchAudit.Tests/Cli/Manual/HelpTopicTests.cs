using BatchAudit.Cli;
using BatchAudit.Cli.Manual;

namespace BatchAudit.Tests.Cli.Manual;

/// <summary>What <c>help</c> says of commands and topics.</summary>
public sealed class HelpTopicTests
{
    [Fact]
    public async Task Every_topic_is_shown_from_its_title_to_its_last_line()
    {
        foreach (var topic in ManualTopic.All)
        {
            var shown = (await RunAsync("help", topic.Name)).Output.Split('\n');

            Assert.Equal(topic.Title, shown[0]);
            Assert.Equal(PlainMarkdown.Lines(topic.Markdown, 80), shown[..^1]);
        }
    }

    [Theory]
    [InlineData("SQL", "sql")]
    [InlineData("Reports", "reports")]
    public async Task Capital_letters_are_the_same(string typed, string topic) =>
        Assert.Equal((await RunAsync("help", topic)).Output, (await RunAsync("help", typed)).Output);

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    public async Task Help_alone_lists_every_command_and_every_topic(string word)
    {
        var lines = (await RunAsync(word)).Output.Split('\n').Select(line => line.Trim().Split(' ')[0]).ToHashSet();
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);

        Assert.Empty(RootCommandLine.Build(app).Subcommands.Select(command => command.Name).Concat(DocumentedHelp.AllTopics).Except(lines));
    }

    [Theory]
    [InlineData("webhok", "Did you mean 'webhooks'?")]
    [InlineData("exit-code", "Did you mean 'exit-codes'?")]
    [InlineData("exprot", "Did you mean 'export'?")]
    [InlineData("setting", "Did you mean 'settings'?")]
    [InlineData("photography", "batch-audit help")]
    public async Task A_topic_that_is_none_ends_with_2_and_names_the_nearest(string typed, string expected)
    {
        var (code, output, error) = await RunAsync("help", typed);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Equal("", output);
        Assert.Contains($"There is no help about '{typed}'.", error, StringComparison.Ordinal);
        Assert.Contains(expected, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_help_of_each_command_ends_with_its_examples_and_topics()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);

        foreach (var command in RootCommandLine.Build(app).Subcommands)
        {
            var documented = (IDocumentedCommand)command;
            var end = (await RunAsync(command.Name, "--help")).Output.Split("\nExamples:\n")[1].Split("\nMore:\n");

            Assert.Equal(documented.Examples.SelectMany(example => (string[])[$"  {example.RollPurpose}:", $"    batch-audit {example.Line}"]), end[0].Split('\n', StringSplitOptions.RemoveEmptyEntries));
            Assert.Equal(documented.Topics, end[1].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2]));
        }
    }

    [Theory]
    [InlineData("help", "reports", "more")]
    [InlineData("help", "--nonsense")]
    public async Task Words_too_many_are_wrong_usage(params string[] words) => Assert.Equal(ExitCode.Usage, (await RunAsync(words)).Code);

    private static async Task<(ExitCode Code, string Output, string Error)> RunAsync(params string[] words)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        using var app = new AppHost(output, error, TimeProvider.System);
        var code = await CommandLine.RunAsync(app, words);
        return (code, output.ToString(), error.ToString());
    }
}
