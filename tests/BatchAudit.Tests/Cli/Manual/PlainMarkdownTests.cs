using BatchAudit.Cli.Manual;

namespace BatchAudit.Tests.Cli.Manual;

/// <summary>A page of the manual, as somebody reads it at a terminal.</summary>
public sealed class PlainMarkdownTests
{
    [Theory]
    [InlineData("# A title", "A title|=======")]
    [InlineData("## A `--part`", "A --part|--------")]
    [InlineData("one two\nthree four five six", "one two three four|five six")]
    [InlineData("one\n\ntwo", "one||two")]
    [InlineData("**bold** and *soft*", "bold and soft")]
    [InlineData("2 * 3 and 4 * 5", "2 * 3 and 4 * 5")]
    [InlineData("`*` not `**`", "* not **")]
    [InlineData("see [this](sql.md#x)", "see this (help sql)")]
    [InlineData("see [a](../../../README.md)", "see a")]
    [InlineData("see [`a_b`](x.cs)", "see a_b")]
    [InlineData("at [it](https://a.b)", "at it (https://a.b)")]
    [InlineData("see `a [b](c)`", "see “a [b](c)”")]
    [InlineData("aaaa bbbb cccc `dd ee`", "aaaa bbbb cccc|“dd ee”")]
    [InlineData("    code of a line that is longer", "    code of a line that is longer")]
    [InlineData("```json\n{\n\n  1 }\n```\nend", "    {||      1 }|end")]
    [InlineData("- one two three four five\n  six\n- two", "- one two three four|  five six|- two")]
    [InlineData("1. one\n2. two", "1. one|2. two")]
    [InlineData("![A picture](a.png)\n\nend", "end")]
    [InlineData("| c | meaning |\n|---|---|\n| 0 | done |\n| 10 | bad `x` and some more |", "  0   done|  10  bad x and some|      more")]
    [InlineData("| option | of | meaning |\n|---|---|---|\n| `--a B` | x | does |\n| `--b` | | rest |", "  --a B|    (of: x)|    does||  --b|    rest")]
    public void It_is_plain_text_of_the_width_that_there_is(string markdown, string expected) =>
        Assert.Equal(expected.Split('|'), PlainMarkdown.Lines(markdown, 20));

    [Fact]
    public void Every_page_is_read_without_marks_and_only_code_is_wider_than_the_terminal()
    {
        Assert.All(ManualTopic.All, topic =>
        {
            var lines = PlainMarkdown.Lines(topic.Markdown, 80);
            Assert.Equal(topic.Title, lines[0]);

            foreach (var line in lines.Where(line => !line.StartsWith("    ", StringComparison.Ordinal)))
            {
                Assert.True(line.Length <= 80, $"{topic.Name}: {line}");
                Assert.DoesNotContain("`", line, StringComparison.Ordinal);
                Assert.DoesNotContain("](", line, StringComparison.Ordinal);
                Assert.DoesNotContain("|--", line, StringComparison.Ordinal);
                Assert.False(line.StartsWith('#') || line.StartsWith("![", StringComparison.Ordinal), line);
            }
        });
    }

    [Fact]
    public void No_word_of_a_page_is_lost()
    {
        Assert.All(ManualTopic.All, topic =>
        {
            var shown = string.Join(' ', PlainMarkdown.Lines(topic.Markdown, 80)).Split([' ', '`'], StringSplitOptions.RemoveEmptyEntries).ToHashSet();
            var written = topic.Markdown.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => line.Split('|')[1].Split(['`', ' '], StringSplitOptions.RemoveEmptyEntries));
            Assert.Empty(written.Except(shown));
        });
    }
}
