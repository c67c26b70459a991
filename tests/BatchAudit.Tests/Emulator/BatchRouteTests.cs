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
}
