using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

public sealed class TimelineTests
{
    /// <summary>Complete on the first night; on the second one of its files has another job.</summary>
    private const string Changing = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [
            {
              "id": "bat-1",
              "created": "-02:00:00",
              "steps": [ { "status": "COMPLETED" }, { "at": "12:00:00", "status": "COMPLETED" } ],
              "files": [ { "id": "dfl-1", "job": { "id": "pjb-old" }, "steps": [ { "at": "12:00:00", "job": { "id": "pjb-new" } } ] } ],
            },
          ],
        }
        """;

    [Fact]
    public async Task A_batch_tells_its_statuses_and_its_drift_and_with_jobs_those_of_its_jobs()
    {
        await using var program = await TwoNightsAsync();

        Assert.Equal(["batch bat-1 status - COMPLETED", "drift bat-1 updated_at", "drift dfl-1 job_id pjb-old pjb-new"], await ToldAsync(program, "bat-1"));
        Assert.Equal(["batch", "drift", "job"], (await RowsAsync(program, "bat-1", "--jobs")).Select(row => Text(row, "subject_type")).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_tells_its_rows_and_what_became_of_all_its_jobs()
    {
        await using var program = await TwoNightsAsync();

        Assert.Equal(
            [
                "file dfl-1 file - LISTED", "file dfl-1 job_id - pjb-old", "file dfl-1 job_id pjb-old pjb-new", "file dfl-1 job_type - parse_v2",
                "job pjb-new status - PENDING", "job pjb-new status PENDING RUNNING", "job pjb-new status RUNNING COMPLETED",
                "job pjb-old status - PENDING", "job pjb-old status PENDING RUNNING", "job pjb-old status RUNNING COMPLETED",
            ],
            await ToldAsync(program, "dfl-1"));
    }

    [Fact]
    public async Task A_job_tells_its_statuses_and_when_its_file_named_it()
    {
        await using var program = await TwoNightsAsync();

        Assert.Equal(
            [
                "file dfl-1 job_id pjb-old pjb-new",
                "job pjb-new status - PENDING", "job pjb-new status PENDING RUNNING", "job pjb-new status RUNNING COMPLETED",
            ],
            await ToldAsync(program, "pjb-new"));
    }

    [Fact]
    public async Task The_table_says_an_id_that_all_rows_share_once_and_leaves_empty_columns_out()
    {
        await using var program = await TwoNightsAsync();

        var lines = (await program.RunAsync("timeline", "pjb-old")).With(ExitCode.Done).Lines;

        Assert.Equal(["batch_id  bat-1", "source_directory_file_id  dfl-1", "job_id  pjb-old"], lines.Take(3));
        Assert.Matches("^occurred_at +precision +subject_type +field +before +after +not_before +not_after +seconds_in_previous +observation$", lines[3]);
        Assert.Contains(lines, line => line.Contains("  EXACT      job           status    RUNNING  COMPLETED  ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("bat-none", "'bat-none' is no batch, job or file in the history 'batch-audit.db'.")]
    [InlineData("0123", "Read its batch first with batch-audit collect")]
    [InlineData("dir-1", "'dir-1' is the id of a directory; --directory selects its batches. Batches (bat-…), jobs (pjb-…, ext-…) and files (dfl-…) have a timeline.")]
    [InlineData("bjb-1", "'bjb-1' is the id of a job of the old batch API.")]
    [InlineData("no/id", "'no/id' cannot be a batch id.")]
    public async Task What_has_no_timeline_here_ends_with_2_and_says_why(string id, string expected)
    {
        await using var program = await TwoNightsAsync();

        Assert.Contains(expected, (await program.RunAsync("timeline", id)).With(ExitCode.Usage).Error, StringComparison.Ordinal);
    }

    private static async Task<BuiltProgram> TwoNightsAsync()
    {
        var clock = new FakeTimeProvider(BuiltProgram.Start);
        var program = await BuiltProgram.AgainstAsync(Changing, time: clock);
        (await program.RunAsync("collect", "bat-1")).With(ExitCode.Done);
        clock.Advance(TimeSpan.FromDays(1));
        (await program.RunAsync("collect", "bat-1", "--refresh")).With(ExitCode.Done);
        return program;
    }

    private static async Task<List<JsonElement>> RowsAsync(BuiltProgram program, params string[] words)
    {
        var ended = (await program.RunAsync(["timeline", .. words, "--json"])).With(ExitCode.Done);
        return [.. JsonDocument.Parse(ended.Output).RootElement.EnumerateArray()];
    }

    private static async Task<IEnumerable<string>> ToldAsync(BuiltProgram program, string id) => (await RowsAsync(program, id))
        .Select(row => Text(row, "field") == "updated_at"
            ? $"{Text(row, "subject_type")} {Subject(row)} updated_at"
            : $"{Text(row, "subject_type")} {Subject(row)} {Text(row, "field")} {Text(row, "before")} {Text(row, "after")}")
        .Order(StringComparer.Ordinal);

    private static string Subject(JsonElement row) => Text(row, "subject_type") switch
    {
        "job" => Text(row, "job_id"),
        "file" => Text(row, "source_directory_file_id"),
        _ => Text(row, "source_directory_file_id") is "-" ? Text(row, "batch_id") : Text(row, "source_directory_file_id"),
    };

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString() ?? "-";
}
