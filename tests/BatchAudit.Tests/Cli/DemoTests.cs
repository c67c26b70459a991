using System.Text.Json;
using BatchAudit.Reporting;
using BatchAudit.Reports;
using BatchAudit.Tests.Docs;
using BatchAudit.Tests.Reports;

namespace BatchAudit.Tests.Cli;

public sealed class DemoTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    /// <summary>What the sample is written in: every format that is to be seen there.</summary>
    private const string SampleFormats = "csv,html";

    private static readonly string Formats = string.Join(',', ReportWriters.All.Select(writer => writer.Format));

    [Fact]
    public async Task The_demo_plays_three_nights_of_four_without_a_key()
    {
        Assert.Contains("Night 4 of 4 (nobody ran night 3), 2026-05-07T22:00:00.000Z", demo.Ended.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(demo.Folder, "night-3")));

        foreach (var night in (string[])["night-1", "night-2", "night-4"])
        {
            (await demo.Program.RunAsync("verify", "--reports", "demo/" + night)).With(ExitCode.Done);
            Assert.True(File.Exists(Path.Combine(demo.Folder, night, "batch-audit.xlsx")), night);
        }

        Assert.True(File.Exists(Path.Combine(demo.Folder, "demo.db")));
        Assert.Equal(0, demo.Program.Requests.Total);
    }

    [Fact]
    public void On_its_last_night_every_rule_has_found_something() => Assert.Equal(
        FindingRules.All,
        CsvReadBack.BySylvan(Path.Combine(demo.Folder, "night-4", "findings.csv")).Skip(1).Select(row => row[1]).Distinct().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("2026-05-04T22:00Z")]
    [InlineData("2026-05-05T21:59:59.999Z")]
    public async Task What_its_first_night_reported_is_still_there(string asOf)
    {
        var then = await demo.ReportAsync("then", "--as-of", asOf);

        SameReports.Assert(Path.Combine(demo.Folder, "night-1"), then, isLeftOut: name => name == "manifest.json");
    }

    /// <summary>
    /// The program is built without the machine's cultures, so its variables cannot reach it; CultureTests has them reach the writers.
    /// The time zone does reach it.
    /// </summary>
    [Fact]
    public async Task Whatever_the_machines_time_zone_and_language_the_reports_are_the_same()
    {
        var expected = await demo.ReportAsync("utc", "--format", Formats);

        foreach (var (zone, language) in (IEnumerable<(string, string)>)[("America/St_Johns", "de_DE.UTF-8"), ("Asia/Kathmandu", "ar_SA.UTF-8"), ("Pacific/Apia", "th_TH.UTF-8")])
        {
            demo.Program.Environment["TZ"] = zone;
            demo.Program.Environment["LC_ALL"] = demo.Program.Environment["LANG"] = language;
            SameReports.Assert(expected, await demo.ReportAsync(zone.Replace('/', '-'), "--format", Formats));
        }

        demo.Program.Environment.Clear();
        Assert.Equal("true", RuntimeConfigOf("System.Globalization.Invariant"));
    }

    [Fact]
    public async Task The_sample_is_the_last_night_as_it_is_reported_today()
    {
        var fresh = await demo.ReportAsync("sample", "--format", SampleFormats);
        var sample = Path.Combine(Repository.Root, "reports", "sample");

        if (Environment.GetEnvironmentVariable("BATCH_AUDIT_TEST_WRITE_SAMPLE") == "1")
        {
            Assert.NotEqual("true", Environment.GetEnvironmentVariable("CI"));
            Sample.Replace(sample, fresh);
        }

        SameReports.Assert(sample, fresh, isLeftOut: Sample.IsPicture);
        (await demo.Program.RunAsync("verify", "--reports", sample)).With(ExitCode.Done);
    }

    private static string? RuntimeConfigOf(string property)
    {
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "batch-audit.runtimeconfig.json")));
        return config.RootElement.GetProperty("runtimeOptions").GetProperty("configProperties").GetProperty(property).GetRawText();
    }
}
