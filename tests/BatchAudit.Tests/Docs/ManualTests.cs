using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using BatchAudit.Cli;
using BatchAudit.Cli.Configuring;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Docs;

/// <summary>The manual says what the program does, and nothing else.</summary>
public sealed class ManualTests
{
    private static readonly string Options = Document.Page("options").Text;

    [Fact]
    public void Every_report_stands_in_it_with_its_columns()
    {
        foreach (var report in ReportCatalog.All)
        {
            var columns = string.Join(", ", report.Columns.Select(column => column.Name));
            Assert.Contains($"| `{report.Name}` | {report.RowMeaning} | {columns} |", Document.Page("reports").Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_option_stands_in_it_with_the_commands_that_have_it()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);

        foreach (var command in RootCommandLine.Build(app).Subcommands)
        {
            foreach (var option in command.Options)
            {
                var rows = Options.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains($"`{option.Name}", StringComparison.Ordinal));
                Assert.True(
                    rows.Any(row => Takers(command.Name).Any(taker => row.Split('|')[2].Contains(taker, StringComparison.Ordinal))),
                    $"The manual does not say that {command.Name} has {option.Name}");
            }
        }
    }

    /// <summary>As the page says, watch takes what these take.</summary>
    private static IEnumerable<string> Takers(string command) => command == "watch" ? ["watch", "collect", "export"] : [command];

    [Fact]
    public void Every_option_that_it_names_is_one_of_the_commands_that_it_names()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);
        var root = RootCommandLine.Build(app);
        var rows = Options.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|', StringSplitOptions.TrimEntries)).ToList();

        Assert.InRange(rows.Count, 40, 100);

        foreach (var row in rows.Where(row => row[2] != "all"))
        {
            foreach (var command in row[2].Split(", ").Select(name => Assert.Single(root.Subcommands, command => command.Name == name)))
            {
                var options = row[1].Split(' ').Where(word => word.StartsWith("`--", StringComparison.Ordinal)).Select(word => word.Trim('`'));
                Assert.Empty(options.Except(command.Options.Select(option => option.Name)).Select(option => $"{command.Name} has no {option}"));
            }
        }
    }

    [Fact]
    public void Every_setting_stands_in_it_with_its_variable_and_its_name()
    {
        foreach (var setting in KnownSettings.All)
        {
            var row = Assert.Single(Document.Page("settings").Text.Split('\n'), line => line.StartsWith($"| `{setting.Variable}` |", StringComparison.Ordinal));
            Assert.Equal(setting == KnownSettings.ApiKey ? "never" : $"`{setting.Name}`", row.Split('|', StringSplitOptions.TrimEntries)[2]);
        }
    }

    [Fact]
    public void Every_variable_that_it_names_is_one()
    {
        string[] others = ["BATCH_AUDIT_WEBHOOK_SECRET", "BATCH_AUDIT_TEST_WRITE_SAMPLE"];
        var known = KnownSettings.All.Select(setting => setting.Variable).Concat(others);

        Assert.Empty(Regex.Matches(Document.AllText, @"\b(LLAMA_CLOUD|BATCH_AUDIT)_[A-Z_]+\b").Select(match => match.Value).Except(known));
    }

    [Fact]
    public void Every_rule_of_findings_stands_in_it()
    {
        var section = Document.Page("reports").Text.Split("\n## Findings\n")[1].Split("\n\n")[0];
        Assert.All(FindingRules.All, rule => Assert.Contains(rule, section, StringComparison.Ordinal));
    }

    [Fact]
    public void The_scenarios_that_it_shows_can_be_played()
    {
        var scenarios = Document.Page("emulator").Text.Split("```json").Skip(1).Select(text => BatchAudit.Emulator.Scenario.Parse(text.Split("```")[0]));
        Assert.Equal([2, 1], scenarios.Select(scenario => scenario.Batches.Count));
    }

    /// <summary>The example of the manual, compiled: if it changes here, it changes there.</summary>
    [Fact]
    public void The_example_of_the_client_compiles_as_it_shows_it()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "BatchAudit.Tests", "Docs", "ClientExample.cs"));
        var example = source.Split("// Manual", StringSplitOptions.TrimEntries)[1];

        foreach (var line in example.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line is not ("{" or "}")))
        {
            Assert.Contains(line, Document.Page("library").Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("export")]
    [InlineData("report")]
    public async Task Help_names_every_report_and_every_format_as_the_catalog_does(string command)
    {
        using var output = new StringWriter();
        using var app = new AppHost(output, TextWriter.Null, TimeProvider.System);

        Assert.Equal(ExitCode.Done, await CommandLine.RunAsync(app, [command, "--help"]));

        Assert.Contains(string.Join(", ", ReportCatalog.All.Select(report => report.Name)), output.ToString(), StringComparison.Ordinal);
        Assert.Contains(string.Join(", ", AppHost.ReportWriters.Select(writer => writer.Format)), output.ToString(), StringComparison.Ordinal);
        Assert.All(AppHost.ReportWriters, writer => Assert.Contains($"`{writer.Format}`", Options, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_field_of_the_manifest_stands_in_it()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "reports", "sample", "manifest.json")));

        foreach (var field in manifest.RootElement.EnumerateObject())
        {
            Assert.Matches($"(?m)^\\|.* ?`{field.Name}`.*\\|.*\\|$", Document.Page("manifest").Text);
        }
    }
}
