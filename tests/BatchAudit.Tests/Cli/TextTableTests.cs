using BatchAudit.Cli.Output.Tables;
using BatchAudit.Reporting;
using BatchAudit.Tests.Reports;

namespace BatchAudit.Tests.Cli;

public sealed class TextTableTests
{
    private static readonly ReportDefinition Report = new(
        "files", "file", [new Column("name", ColumnKind.Text, ""), new Column("n", ColumnKind.Integer, ""), new Column("word", ColumnKind.Word, "")], ["name"]);

    [Theory]
    [InlineData("plain.pdf", 9)]
    [InlineData("März.pdf", 8)]
    [InlineData("日本語.pdf", 10)]
    [InlineData("한국.pdf", 8)]
    [InlineData("Ａ.pdf", 6)]
    [InlineData("e\u0301.pdf", 5)]
    [InlineData("😀.pdf", 6)]
    [InlineData("⌚⚡.pdf", 8)]
    [InlineData("…—.pdf", 6)]
    public void Columns_stand_below_one_another_whatever_the_script(string name, int width) => Assert.Equal(
        [
            "name             n  word",
            $"{name}{new string(' ', 15 - width)}  1  OK",
            "fifteen columns  2  OK",
        ],
        Lines([name, 1L, "OK"], ["fifteen columns", 2L, "OK"]));

    [Fact]
    public void Nothing_that_steers_a_terminal_gets_through_and_nothing_is_cut()
    {
        var longest = new string('x', 5000);
        var lines = Lines(["a\u001b[2Jb\u0007\u009bc\u202Ed\u200De\tf\ng", 1L, "OK"], [longest, 2L, "OK"]);

        Assert.Equal("a\uFFFD[2Jb\uFFFD\uFFFDc\uFFFDd\u200De f g" + new string(' ', 1000 - 16) + "  1  OK", lines[1]);
        Assert.Equal(longest + "  2  OK", lines[2]);
    }

    private static string[] Lines(params object?[][] rows)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var cells = new CellRows(rows);
        new TextTable(output, Report).Write(cells, CancellationToken.None);
        return output.ToString().TrimEnd('\n').Split('\n');
    }
}
