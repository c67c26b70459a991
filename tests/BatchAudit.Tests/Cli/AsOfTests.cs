using System.Text.Json;
using BatchAudit.Tests.Reports;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

public sealed class AsOfTests(PlayedDemo demo) : IClassFixture<PlayedDemo>
{
    /// <summary>Every night something is new: a status, a job, an error.</summary>
    private const string Changing = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [
            {
              "id": "bat-1",
              "steps": [ { "status": "RUNNING" }, { "at": "12:00:00", "status": "COMPLETED" }, { "at": "1.12:00:00", "status": "CANCELLED" } ],
              "files": [ { "id": "dfl-changes", "steps": [ { "at": "12:00:00", "job": {} }, { "at": "1.12:00:00", "mapping_error": "Gone" } ] }, { "count": 2 } ],
            },
            { "id": "bat-2", "files": 2, "rates": { "mapping_error": 0.5 } },
          ],
        }
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_first_night_reported_comes_out_the_same_three_nights_later()
    {
        var clock = new FakeTimeProvider(BuiltProgram.Start);
        await using var program = await BuiltProgram.AgainstAsync(Changing, time: clock);
        string[] export = ["export", "--all", "--refresh", "--format", "csv,json,jsonl", "--out"];
        (await program.RunAsync([.. export, "night-1"])).With(ExitCode.Done);
        var last = program.Scalar<string>("select max(seq) from observation");

        for (var night = 2; night <= 4; night++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            (await program.RunAsync([.. export, "latest"])).With(ExitCode.Done);
        }

        (await program.RunAsync("report", "--format", "csv,json,jsonl", "--as-of", last, "--out", "then")).With(ExitCode.Done);

        SameReports.Assert(program.File("night-1"), program.File("then"), isLeftOut: name => name == "manifest.json");
        Assert.NotEqual(
            await File.ReadAllTextAsync(program.File("latest", "file-jobs.csv"), Cancelled),
            await File.ReadAllTextAsync(program.File("then", "file-jobs.csv"), Cancelled));

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(program.File("then", "manifest.json"), Cancelled));
        Assert.Equal(
            (last, program.Scalar<string>("select observed_at from observation where seq = " + last)),
            (manifest.RootElement.GetProperty("options").GetProperty("as_of").GetString(), manifest.RootElement.GetProperty("generated_at").GetString()));
    }

    [Fact]
    public async Task A_day_is_taken_to_its_last_moment_and_manifest_and_summary_say_so()
    {
        var (program, folder) = (demo.Program, demo.Program.File("may-5"));
        string[] history = ["--history", "demo/demo.db"];

        var ended = (await program.RunAsync(["report", "--as-of", "2026-05-05", "--format", "csv", "--out", folder, .. history])).With(ExitCode.Done);

        var runs = await File.ReadAllLinesAsync(Path.Combine(folder, "runs.csv"), Cancelled);
        Assert.StartsWith("2026-05-05T", runs[^1].Split(',')[1], StringComparison.Ordinal);
        Assert.StartsWith("As of    2026-05-05T23:59:59.999Z: observation ", ended.Lines[0], StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "manifest.json"), Cancelled));
        Assert.Equal("2026-05-05T23:59:59.999Z", manifest.RootElement.GetProperty("options").GetProperty("as_of").GetString());

        var difference = (await program.RunAsync(["diff", "--from", "2026-05-04", "--to", "2026-05-05", .. history])).With(ExitCode.Done);
        Assert.Contains("(run 1, 2026-05-04T", difference.Error, StringComparison.Ordinal);
        Assert.Contains("(run 2, 2026-05-05T", difference.Error, StringComparison.Ordinal);

        var count = (await program.RunAsync(["query", "select count(*) as n from runs", "--as-of", "2026-05", "--format", "jsonl", .. history])).With(ExitCode.Done);
        var all = (await program.RunAsync(["query", "select count(*) as n from runs", "--format", "jsonl", .. history])).With(ExitCode.Done);
        Assert.Equal(all.Output, count.Output);
    }

    [Theory]
    [InlineData("--as-of 2020-01-01", "Nothing had been observed by 2020-01-01T23:59:59.999Z: the history begins at ")]
    [InlineData("--as-of 1000", "There is no observation 1000: the history has those from 1 to ")]
    public async Task Before_the_first_and_beyond_the_newest_observation_nothing_is_written(string words, string expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(Changing);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunAsync(["report", "--out", "out", .. words.Split(' ')])).With(ExitCode.Usage);

        Assert.Contains(expected, ended.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(program.File("out")));
    }
}
