namespace BatchAudit.Tests.Emulator;

public sealed class JobRouteTests
{
    [Fact]
    public async Task Jobs_are_listed_by_id_without_the_unknown_and_the_deleted()
    {
        await using var served = await Served.WithAsync("""
            { "batches": [ { "job_type": "extract_v2", "files": [
              { "id": "dfl-1", "job": { "id": "ext-1" } },
              { "job": { "id": "ext-2", "status": "FAILED", "error_message": "llm_refusal" } },
              { "job": { "id": "ext-3", "gone": "00:30:00" } } ] } ] }
            """);

        var jobs = await served.AllAsync("/api/v2/extract?job_ids=ext-1&job_ids=ext-2&job_ids=ext-3&job_ids=ext-4&job_ids=ext-1&page_size=1");

        Assert.Equal(
            ["ext-1 COMPLETED ", "ext-2 FAILED llm_refusal"],
            jobs.Select(job => $"{job.GetProperty("id")} {job.GetProperty("status")} {job.GetProperty("error_message")}"));
        Assert.Equal("dfl-1", jobs[0].GetProperty("file_input").GetString());
        await served.GetAsync("/api/v2/extract/ext-3", 404);
    }

    [Fact]
    public async Task Every_job_is_listed_without_ids_and_filtered_by_status()
    {
        await using var served = await Served.WithAsync("""
            { "batches": [ { "files": [ { "count": 8 }, { "row": "duplicate" }, { "job": { "status": "RUNNING" } }, { "row": "neither" } ] } ] }
            """);

        Assert.Equal(11, (await served.AllAsync("/api/v2/parse?page_size=4")).Count);
        Assert.Single(await served.AllAsync("/api/v2/parse?status=RUNNING"));
    }

    [Fact]
    public async Task Data_points_tell_when_each_status_was_reached()
    {
        await using var served = await Served.WithAsync("""
            { "batches": [ { "files": [ { "job": { "id": "pjb-1", "steps": [
              { "at": "00:00:10", "status": "PENDING" },
              { "at": "00:00:12", "status": "RUNNING" },
              { "at": "00:01:00", "status": "FAILED" } ] } } ] } ] }
            """);

        var point = Assert.Single(await served.AllAsync("/api/v1/job-data-points?job_type=parse&status=failed&hours=2"));

        Assert.Equal("failed", point.GetProperty("status").GetString());
        Assert.Equal(
            """{"pending_at":"2026-05-04T21:00:10.000Z","throttled_at":null,"running_at":"2026-05-04T21:00:12.000Z","completed_at":null,"failed_at":"2026-05-04T21:01:00.000Z","cancelled_at":null}""",
            point.GetProperty("state_transitions").GetRawText());
        await served.GetAsync("/api/v1/job-data-points", 422);
        await served.GetAsync("/api/v1/job-data-points?job_type=parse&hours=169", 422);
    }

    [Fact]
    public async Task A_file_may_change_its_job_leave_the_results_and_return()
    {
        await using var served = await Served.WithAsync("""
            { "batches": [ { "id": "bat-1", "created": "-01:00:00", "files": [ { "job": { "id": "pjb-1" }, "steps": [
              { "at": "02:00:00", "row": "absent" },
              { "at": "03:00:00", "job": { "id": "pjb-2" } },
              { "at": "04:00:00", "mapping_error": "File is empty" } ] } ] } ] }
            """);

        var seen = new List<string>();
        for (var hour = 0; hour < 4; hour++)
        {
            var batch = await served.GetAsync("/api/v2/batches/bat-1?expand=results");
            seen.Add(string.Join(", ", batch.GetProperty("results").EnumerateArray().Select(row =>
                row.GetProperty("job_reference") is { ValueKind: System.Text.Json.JsonValueKind.Object } job
                    ? job.GetProperty("id").GetString()
                    : row.GetProperty("error_message").GetString())));
            served.Time.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(["pjb-1", "", "pjb-2", "File is empty"], seen);
    }
}
