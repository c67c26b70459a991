using System.Text.Json.Nodes;

namespace BatchAudit.Tests.Cli;

public sealed class LogTests
{
    private const string TwoBatchesOneBroken = """
        { "batches": [ { "id": "bat-1", "files": 1 }, { "id": "bat-2", "files": 1 } ],
          "faults": [ { "match": "GET /api/v2/batches/bat-2", "status": 404, "json": { "detail": "gone \u001b[31m" } } ] }
        """;

    [Fact]
    public async Task Every_event_of_a_run_is_a_line_of_JSON_and_the_error_is_the_last()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatchesOneBroken);

        var ended = (await program.RunAsync("export", "--all", "--concurrency", "1", "--format", "csv", "--report", "runs", "--out", "out", "--log", "json")).With(ExitCode.Partial);

        var events = Events(ended);
        Assert.Equal(
            ["run_started", "batches_selected", "batch_read", "batch_failed", "reports_written", "run_ended", "error"],
            events.Select(line => (string)line["event"]!));
        Assert.Equal("""{"event":"batches_selected","due":2,"read":0,"failed":0,"held":0}""", events[1].ToJsonString());
        Assert.Equal("bat-2", (string)events.Single(line => (string)line["event"]! == "batch_failed")["batch_id"]!);
        Assert.Equal("NOT_FOUND", (string)events.Single(line => (string)line["event"]! == "batch_failed")["reason"]!);
        Assert.Equal("""{"event":"reports_written","folder":"out","files":["runs.csv","manifest.json"]}""", events[^3].ToJsonString());
        Assert.Equal(3, (int)events[^2]["exit_code"]!);
        Assert.Equal((3, "PARTIAL"), ((int)events[^1]["code"]!, (string)events[^1]["kind"]!));
        Assert.StartsWith("Run 1", ended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001B', ended.Error);
    }

    [Fact]
    public async Task A_run_that_goes_well_ends_without_an_error()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": 1 } ] }""");

        var ended = (await program.RunAsync("collect", "--all", "--log", "json", "--json")).With(ExitCode.Done);

        Assert.Equal(["run_started", "batches_selected", "batch_read", "run_ended"], Events(ended).Select(line => (string)line["event"]!));
        Assert.Equal(1, (int)JsonNode.Parse(ended.Output)!["read"]!);
    }

    [Fact]
    public async Task Quiet_leaves_the_error_alone()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatchesOneBroken);

        var ended = (await program.RunAsync("collect", "bat-1", "--log", "json", "--quiet")).With(ExitCode.Done);

        Assert.Equal("", ended.Error);
    }

    [Theory]
    [InlineData("export --all --json", 4, "UNAUTHORIZED", "There is no API key.")]
    [InlineData("export --json", 2, "USAGE", "Which batches? Name them (bat-…), give --from a file, or take --all.")]
    [InlineData("export --log json", 2, "USAGE", "Which batches? Name them (bat-…), give --from a file, or take --all.")]
    [InlineData("report --json", 9, "HISTORY", "There is no history at 'batch-audit.db'.")]
    [InlineData("query --json select1", 9, "HISTORY", "There is no history at 'batch-audit.db'.")]
    [InlineData("emulate --log json --scenario none.json", 10, "CONFIGURATION", null)]
    public async Task A_failure_is_one_object_with_code_kind_message_and_hint(string words, int code, string kind, string? message)
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoBatchesOneBroken);
        program.Environment.Remove("LLAMA_CLOUD_API_KEY");

        var ended = await program.RunAsync(words.Split(' '));

        var error = Assert.Single(Events(ended));
        Assert.Equal(code, ended.ExitCode);
        Assert.Equal(["event", "code", "kind", "message", "hint"], error.Select(field => field.Key));
        Assert.Equal(("error", code, kind), ((string)error["event"]!, (int)error["code"]!, (string)error["kind"]!));
        Assert.Equal(message ?? (string)error["message"]!, (string)error["message"]!);
        Assert.Equal("", ended.Output);
    }

    [Fact]
    public async Task What_ends_a_run_early_is_told_under_json_too_besides_the_summary()
    {
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [ { "id": "bat-1", "files": 1 } ] }""", apiKey: "llx-another");

        var ended = (await program.RunAsync("collect", "--all", "--json")).With(ExitCode.Unauthorized);

        var error = Events(ended)[^1];
        Assert.Equal((4, "UNAUTHORIZED"), ((int)error["code"]!, (string)error["kind"]!));
        Assert.Equal((string)JsonNode.Parse(ended.Output)!["ended_by"]!, (string)error["message"]!);
    }

    /// <summary>Each line, without its time, which has to be one.</summary>
    private static List<JsonObject> Events(Ended ended)
    {
        var events = ended.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!.AsObject()).ToList();

        foreach (var line in events)
        {
            _ = UtcText.Parse((string)line["time"]!);
            line.Remove("time");
        }

        return events;
    }
}
