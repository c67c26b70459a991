using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace BatchAudit.Tests.Cli;

/// <summary>A file that failed for good ends one night with 5, not every one; one that fails later is told in its own night.</summary>
public sealed class NewFindingsTests
{
    /// <summary>One file cannot be mapped from the start; another one of a batch that comes a day later cannot, either.</summary>
    private const string TwoFailures = """
        {
          "start": "2026-05-04T22:00:00Z",
          "batches": [
            { "id": "bat-1", "files": [ { "mapping_error": "File is empty" }, {} ] },
            { "id": "bat-2", "created": "1.00:00:00", "files": [ { "mapping_error": "File is empty" }, {} ] },
          ],
        }
        """;

    [Fact]
    public async Task A_night_ends_with_5_for_what_it_found_first()
    {
        var clock = new FakeTimeProvider(BuiltProgram.Start);
        await using var program = await BuiltProgram.AgainstAsync(TwoFailures, time: clock);
        string[] nightly = ["export", "--all", "--recheck", "1/1", "--format", "jsonl", "--fail-on", "new:error"];

        var first = (await program.RunAsync(nightly)).With(ExitCode.Findings);
        var second = (await program.RunAsync(nightly)).With(ExitCode.Done);
        clock.Advance(TimeSpan.FromDays(2));
        var third = (await program.RunAsync([.. nightly, "--quiet"])).With(ExitCode.Findings);
        var fourth = (await program.RunAsync(nightly)).With(ExitCode.Done);

        Assert.Contains("Findings 1 error: MAPPING_ERROR 1\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("Findings 1 error: MAPPING_ERROR 1; none of them new\n", second.Output, StringComparison.Ordinal);
        Assert.Contains("error: findings that --fail-on names, among 2 errors: MAPPING_ERROR 2; new: MAPPING_ERROR 1\n", third.Error, StringComparison.Ordinal);
        Assert.Contains("; none of them new\n", fourth.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whatever_tells_of_findings_knows_which_are_new()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoFailures);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        (await program.RunAsync("status", "--fail-on", "new:mapping_error")).With(ExitCode.Findings);
        (await program.RunAsync("report", "--out", "first", "--fail-on", "new:error,new:STUCK")).With(ExitCode.Findings);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        (await program.RunAsync("status", "--fail-on", "New:Error,drift")).With(ExitCode.Done);
        (await program.RunAsync("report", "findings", "--out", "-", "--fail-on", "new:info")).With(ExitCode.Done);
        (await program.RunAsync("status", "--fail-on", "new:error,MAPPING_ERROR")).With(ExitCode.Findings);
        (await program.RunAsync("report", "--as-of", "run:1", "--out", "then", "--fail-on", "new:error")).With(ExitCode.Findings);

        using var status = JsonDocument.Parse((await program.RunAsync("status", "--json")).With(ExitCode.Done).Output);
        Assert.Equal(
            """[{"rule":"MAPPING_ERROR","severity":"ERROR","count":1,"new":0}]""", status.RootElement.GetProperty("findings").GetRawText());
    }

    [Fact]
    public async Task A_watch_that_reports_ends_by_what_it_found_too()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoFailures);

        (await program.RunAsync("watch", "bat-1", "--fail-on", "new:error")).With(ExitCode.Findings);
        (await program.RunAsync("watch", "bat-1", "--fail-on", "new:error", "--refresh")).With(ExitCode.Done);
    }

    [Fact]
    public async Task It_may_stand_in_the_environment_and_in_a_settings_file()
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoFailures);
        await File.WriteAllTextAsync(program.File("batch-audit.json"), """{ "fail_on": "new:error, STUCK" }""", TestContext.Current.CancellationToken);

        (await program.RunAsync("export", "--all")).With(ExitCode.Findings);
        (await program.RunAsync("export", "--all")).With(ExitCode.Done);
        program.Environment["BATCH_AUDIT_FAIL_ON"] = "new:warning,error";
        (await program.RunAsync("export", "--all")).With(ExitCode.Findings);
    }

    [Theory]
    [InlineData("new:")]
    [InlineData("new:eror")]
    [InlineData("new:new:error")]
    [InlineData("old:error")]
    [InlineData("new")]
    public async Task A_word_that_names_nothing_is_refused_after_new_as_without_it(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(TwoFailures);

        var refused = (await program.RunAsync("status", "--fail-on", words)).With(ExitCode.Usage);
        program.Environment["BATCH_AUDIT_FAIL_ON"] = words;
        (await program.RunAsync("status")).With(ExitCode.Configuration);

        Assert.Contains("There is no severity or rule", refused.Error, StringComparison.Ordinal);
    }
}
