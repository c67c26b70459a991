using System.Text.Json;
using BatchAudit.Emulator;

namespace BatchAudit.Tests.Emulator;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("{\n  \"batchs\": [] }", "line 2, column", "'batchs'")]
    [InlineData("""{ "batches": [ { "fles": 3 } ] }""", "line 1, column", "'fles'")]
    [InlineData("{ \"batches\": [ { \"files\": [\n\n{ \"nme\": 3 } ] } ] }", "line 3, column", "'nme'")]
    [InlineData("""{ "batches": [ { "files": "many" } ] }""", "line 1, column", "files")]
    [InlineData("{", "line 1, column", "scenario")]
    [InlineData("""{ "batches": [ { "count": 2, "id": "bat-1" } ] }""", "batches[0]", "'id'")]
    [InlineData("""{ "batches": [ { "over": "bat-9" } ] }""", "batches[0]", "bat-9")]
    [InlineData("""{ "batches": [ { "rates": { "neither": 0.6, "absent": 0.6 } } ] }""", "batches[0]", "more than 1")]
    [InlineData("""{ "faults": [ { "every": 0 } ] }""", "faults[0]", "'every'")]
    public void What_is_wrong_with_a_scenario_is_said_with_its_place(string json, string place, string what)
    {
        var failure = Assert.Throws<AuditException>(() => Scenario.Parse(json));

        Assert.Equal(FailureKind.Configuration, failure.Kind);
        Assert.Contains(place, failure.Message, StringComparison.Ordinal);
        Assert.Contains(what, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains("nowhere.json", Assert.Throws<AuditException>(() => Scenario.Load("nowhere.json")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task The_default_scenario_has_batches_of_every_status()
    {
        await using var served = await Served.WithAsync(Scenario.Default);

        var statuses = (await served.AllAsync("/api/v2/batches")).Select(batch => batch.GetProperty("status").GetString());

        Assert.Equal(["CANCELLED", "COMPLETED", "FAILED", "PENDING", "RUNNING", "THROTTLED"], statuses.Distinct().Order());
    }

    [Fact]
    public async Task The_demo_tells_of_four_nights()
    {
        await using var served = await Served.WithAsync(Scenario.Demo with { Faults = [] });

        var nights = new List<string>();
        for (var night = 0; night < 4; night++)
        {
            var batches = await served.AllAsync("/api/v2/batches");
            var rows = new List<JsonElement>();
            foreach (var batch in batches)
            {
                var results = (await served.GetAsync($"/api/v2/batches/{batch.GetProperty("id")}?expand=results")).GetProperty("results");
                rows.AddRange(results.ValueKind == JsonValueKind.Array ? results.EnumerateArray() : []);
            }

            var statuses = batches.CountBy(batch => batch.GetProperty("status").ToString()).OrderBy(pair => pair.Key);
            var errors = rows.Count(row => row.GetProperty("error_message").ValueKind == JsonValueKind.String);
            nights.Add($"{string.Join(' ', statuses.Select(pair => $"{pair.Key}:{pair.Value}"))}, {rows.Count} rows, {errors} errors");
            served.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Equal(
            [
                "ARCHIVING:1 COMPLETED:5 FAILED:1 RUNNING:1, 109 rows, 4 errors",
                "ARCHIVING:1 CANCELLED:1 COMPLETED:5 FAILED:1 RUNNING:2 THROTTLED:1, 126 rows, 4 errors",
                "ARCHIVING:1 CANCELLED:1 COMPLETED:8 FAILED:1 RUNNING:1, 155 rows, 6 errors",
                "ARCHIVING:1 CANCELLED:1 COMPLETED:9 FAILED:1 PENDING:1 RUNNING:1 THROTTLED:1, 170 rows, 6 errors",
            ],
            nights);
    }
}
