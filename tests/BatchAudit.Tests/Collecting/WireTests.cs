using BatchAudit.Collecting;
using BatchAudit.LlamaCloud;
using BatchAudit.Tests.Emulator;

namespace BatchAudit.Tests.Collecting;

public sealed class WireTests : CollectingTest
{
    [Fact]
    public async Task A_batch_of_a_thousand_files_is_read_whole_for_few_calls()
    {
        await using var served = await Served.WithAsync("""
            { "batches": [ { "id": "bat-1", "directory": { "id": "dir-1" }, "files": [
              { "count": 997 }, { "job": { "id": "pjb-gone", "gone": "00:30:00" } }, { "row": "neither" }, { "mapping_error": "File is empty" } ] } ] }
            """);
        using var client = new LlamaCloudClient(new() { ApiKey = "llx-test", BaseUrl = served.Server.BaseAddress.ToString(), Time = served.Time });

        var summary = await new CollectBatches(new LlamaCloudBatchSource(client), History, served.Time).RunAsync(Everything, Interruption);

        // Two for the batches, twenty listings and a single call for the jobs, eleven for the directory, ten for the times.
        Assert.Equal(new RunCounts(Due: 1, Read: 1, Unchanged: 0, Failed: 0, LeftOver: 0, Held: 0, Calls: new(44, 0)), summary.Counts);
        Assert.Equal(
            ["batch 1", "data_points 10", "directory 1", "directory_files 10", "job_not_found 1", "parse_v2_jobs 20"],
            History.Stored.CountBy(line => line.Split(' ')[0]).Select(kind => $"{kind.Key} {kind.Value}").Order(StringComparer.Ordinal));
        Assert.Contains("job_not_found bat-1/pjb-gone: pjb-gone NOT_FOUND", History.Stored);
    }
}
