using System.Text.Json;

namespace BatchAudit.Tests.Emulator;

public sealed class BatchRouteTests
{
    [Fact]
    public async Task The_smallest_scenario_serves_one_completed_batch_whose_jobs_can_all_be_read()
    {
        await using var served = await Served.WithAsync("""{ "batches": [ { "files": 10 } ] }""");

        var listed = Assert.Single(await served.AllAsync("/api/v2/batches"));
        var batch = await served.GetAsync($"/api/v2/batches/{listed.GetProperty("id").GetString()}?expand=results");

        Assert.Equal(JsonValueKind.Null, listed.GetProperty("results").ValueKind);
        Assert.Equal("COMPLETED", batch.GetProperty("status").GetString());
        Assert.Equal("2026-05-04T21:00:00.000Z", batch.GetProperty("created_at").GetString());
        Assert.Equal("2026-05-04T21:04:00.000Z", batch.GetProperty("updated_at").GetString());
        Assert.Equal(10, batch.GetProperty("results").GetArrayLength());
        foreach (var row in batch.GetProperty("results").EnumerateArray())
        {
            var id = row.GetProperty("job_reference").GetProperty("id").GetString();
            var job = (await served.GetAsync($"/api/v2/parse/{id}?expand=usage")).GetProperty("job");
            Assert.Equal((id, "COMPLETED"), (job.GetProperty("id").GetString(), job.GetProperty("status").GetString()));
            Assert.True(job.GetProperty("usage").GetProperty("credits").GetDecimal() > 0);
        }
    }

    [Fact]
    public async Task Results_are_null_unless_they_are_asked_for()
    {
        await using var served = await Served.WithAsync("""{ "batches": [ { "id": "bat-1", "files": 3 } ] }""");

        Assert.Equal(JsonValueKind.Null, (await served.GetAsync("/api/v2/batches/bat-1")).GetProperty("results").ValueKind);
        await served.GetAsync("/api/v2/batches/bat-1?expand=files", 422);
    }

    [Fact]
    public async Task A_batch_advances_with_the_clock_and_is_unknown_before_it_is_created()
    {
        await using var served = await Served.WithAsync("""
            { "batches": [ { "id": "bat-1", "created": "00:01:00", "files": 3, "steps": [
              { "status": "PENDING" },
              { "at": "00:00:10", "status": "THROTTLED" },
              { "at": "00:01:00", "status": "RUNNING", "results": "absent" },
              { "at": "00:02:00", "status": "COMPLETED" } ] } ] }
            """);

        await served.GetAsync("/api/v2/batches/bat-1", 404);
        Assert.Empty(await served.AllAsync("/api/v2/batches"));
        var seen = new List<string>();
        foreach (var seconds in (int[])[60, 10, 50, 60])
        {
            served.Time.Advance(TimeSpan.FromSeconds(seconds));
            var batch = await served.GetAsync("/api/v2/batches/bat-1?expand=results");
            var results = batch.TryGetProperty("results", out var sent) ? sent.ValueKind.ToString() : "absent";
            seen.Add($"{batch.GetProperty("status")} {batch.GetProperty("updated_at")} {results}");
        }

        Assert.Equal(
            [
                "PENDING 2026-05-04T22:01:00.000Z Null",
                "THROTTLED 2026-05-04T22:01:10.000Z Null",
                "RUNNING 2026-05-04T22:02:00.000Z absent",
                "COMPLETED 2026-05-04T22:03:00.000Z Array",
            ],
            seen);
    }

    [Fact]
    public async Task The_list_is_paged_and_filtered_by_status_time_and_directory()
    {
        await using var served = await Served.WithAsync("""
            { "batches": [
              { "count": 7, "files": 1, "created": "-03:00:00", "created_every": "00:10:00" },
              { "id": "bat-1", "files": 1, "status": "FAILED", "directory": { "id": "dir-1" } } ] }
            """);

        Assert.Equal(8, (await served.AllAsync("/api/v2/batches?page_size=3")).Count);
        Assert.Equal("bat-1", Only(await served.AllAsync("/api/v2/batches?status=FAILED&page_size=1")));
        Assert.Equal("bat-1", Only(await served.AllAsync("/api/v2/batches?source_directory_id=dir-1")));
        Assert.Equal(
            3,
            (await served.AllAsync("/api/v2/batches?created_at_on_or_after=2026-05-04T19:10:00Z"
                + "&created_at_on_or_before=2026-05-04T19:30:00%2B00:00")).Count);
        await served.GetAsync("/api/v2/batches?status=DONE", 422);
    }

    [Fact]
    public async Task A_cursor_of_other_filters_and_one_made_up_are_refused()
    {
        await using var served = await Served.WithAsync("""{ "batches": [ { "count": 3, "files": 1 } ] }""");

        var token = (await served.GetAsync("/api/v2/batches?page_size=1")).GetProperty("next_page_token").GetString();

        await served.GetAsync($"/api/v2/batches?page_size=2&page_token={token}");
        await served.GetAsync($"/api/v2/batches?status=COMPLETED&page_token={token}", 422);
        var refusal = await served.GetAsync("/api/v2/batches?page_token=made-up", 422);
        Assert.Equal("page_token", refusal.GetProperty("detail")[0].GetProperty("loc")[1].GetString());
    }

    [Fact]
    public async Task A_created_batch_runs_over_the_directory_and_can_be_cancelled_once()
    {
        await using var served = await Served.WithAsync("""{ "batches": [ { "files": 20, "directory": { "id": "dir-1" } } ] }""");

        var created = await served.SendAsync(
            HttpMethod.Post,
            "/api/v2/batches",
            """{ "source_directory_id": "dir-1", "config": { "job": { "type": "extract_v2", "configuration_id": "cfg-1" } } }""",
            201);
        var path = $"/api/v2/batches/{created.GetProperty("id").GetString()}";
        served.Time.Advance(TimeSpan.FromSeconds(60));
        await served.SendAsync(HttpMethod.Post, $"{path}/cancel", null, 200);
        served.Time.Advance(TimeSpan.FromMinutes(10));
        var cancelled = await served.GetAsync($"{path}?expand=results");

        Assert.Equal("PENDING", created.GetProperty("status").GetString());
        Assert.Equal("CANCELLED", cancelled.GetProperty("status").GetString());
        var jobs = cancelled.GetProperty("results").EnumerateArray().Select(row => row.GetProperty("job_reference").ValueKind);
        Assert.Equal([JsonValueKind.Object, JsonValueKind.Null], jobs.Distinct().Order());
        await served.SendAsync(HttpMethod.Post, $"{path}/cancel", null, 409);
        await served.SendAsync(HttpMethod.Post, "/api/v2/batches", "{}", 422);
    }

    [Fact]
    public async Task A_group_of_a_thousand_batches_of_a_thousand_files_is_never_held_in_memory()
    {
        await using var served = await Served.WithAsync("""
            { "max_page_size": 1000, "batches": [ { "count": 1000, "files": 1000,
              "rates": { "mapping_error": 0.1, "neither": 0.01, "duplicate": 0.01, "job_failed": 0.05 } } ] }
            """);

        var batches = await served.AllAsync("/api/v2/batches?page_size=1000");
        var path = $"/api/v2/batches/{batches[^1].GetProperty("id").GetString()}?expand=results";
        var first = await served.GetAsync(path);

        Assert.Equal(1000, batches.Count);
        Assert.InRange(first.GetProperty("results").GetArrayLength(), 1000, 1040);
        Assert.Equal(first.GetRawText(), (await served.GetAsync(path)).GetRawText());
    }

    private static string? Only(List<JsonElement> rows) => Assert.Single(rows).GetProperty("id").GetString();
}
