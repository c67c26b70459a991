using System.Text.Json;
using BatchAudit.Cli;
using BatchAudit.Cli.Output;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Docs;

/// <summary>README says what the program does, and nothing else.</summary>
public sealed class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    [Fact]
    public void Every_report_stands_in_README_with_its_columns()
    {
        foreach (var report in ReportCatalog.All)
        {
            var columns = string.Join(", ", report.Columns.Select(column => column.Name));
            Assert.Contains($"| `{report.Name}` | {report.RowMeaning} | {columns} |", Readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_command_and_option_stands_in_README()
    {
        using var app = new AppHost(TextWriter.Null, TextWriter.Null, TimeProvider.System);

        foreach (var command in RootCommandLine.Build(app).Subcommands)
        {
            Assert.Contains($"| `{command.Name}", Readme, StringComparison.Ordinal);

            foreach (var option in command.Options)
            {
                var rows = Readme.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains($"`{option.Name}", StringComparison.Ordinal));
                Assert.True(
                    rows.Any(row => Takers(command.Name).Any(taker => row.Split('|')[2].Contains(taker, StringComparison.Ordinal))),
                    $"README does not say that {command.Name} has {option.Name}");
            }
        }
    }

    /// <summary>As README says, watch takes what these take.</summary>
    private static IEnumerable<string> Takers(string command) => command == "watch" ? ["watch", "collect", "export"] : [command];

    [Fact]
    public void Every_exit_code_stands_in_README()
    {
        foreach (var code in Enum.GetValues<ExitCode>().Where(code => code is not (ExitCode.HungUp or ExitCode.Interrupted or ExitCode.Terminated)))
        {
            Assert.Contains($"| {(int)code} | {ExitCodeTable.Meaning(code)} |", Readme, StringComparison.Ordinal);
        }

        Assert.Contains("| 129, 130, 143 |", Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void The_scenario_in_README_can_be_played()
    {
        var scenarios = Readme.Split("```json").Skip(1).Select(text => BatchAudit.Emulator.Scenario.Parse(text.Split("```")[0]));
        Assert.Equal([2, 1], scenarios.Select(scenario => scenario.Batches.Count));
    }

    /// <summary>The example of README, compiled: if it changes here, it changes there.</summary>
    [Fact]
    public void The_example_of_the_client_compiles_as_README_shows_it()
    {
        var source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "BatchAudit.Tests", "Docs", "ClientExample.cs"));
        var example = source.Split("// README", StringSplitOptions.TrimEntries)[1];

        foreach (var line in example.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line is not ("{" or "}")))
        {
            Assert.Contains(line, Readme, StringComparison.Ordinal);
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
        Assert.All(AppHost.ReportWriters, writer => Assert.Contains($"`{writer.Format}`", Readme, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_field_of_the_manifest_stands_in_README()
    {
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "reports", "sample", "manifest.json")));

        foreach (var field in manifest.RootElement.EnumerateObject())
        {
            Assert.Matches($"(?m)^\\|.* ?`{field.Name}`.*\\|.*\\|$", Readme);
        }
    }
}
