using BatchAudit.History.Sqlite;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.Cli;

public sealed class FindingsTests
{
    private const string OneRefused = """{ "batches": [ { "id": "bat-1", "files": [ { "mapping_error": "Unsupported file type" } ] } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_rules_that_can_be_named_are_those_of_the_history()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneRefused);
        SqliteHistory.Open(program.History).Dispose();

        Assert.Equal(program.Query<string>("select rule from finding_rules order by rule"), FindingRules.All);
        Assert.Empty(program.Query<string>("select severity from finding_rules").Except(FindingRules.Severities));
    }

    [Theory]
    [InlineData("error", ExitCode.Findings)]
    [InlineData("mapping_error", ExitCode.Findings)]
    [InlineData("stuck,no_job", ExitCode.Done)]
    public async Task Findings_end_an_export_with_5_when_they_are_named_and_the_reports_are_written_all_the_same(string failOn, ExitCode expected)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneRefused);

        var ended = (await program.RunAsync("export", "--all", "--out", "out", "--fail-on", failOn)).With(expected);

        Assert.Contains("MAPPING_ERROR 1", ended.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(program.File("out", "batch-audit.xlsx")));
        Assert.Equal(["COMPLETE 0"], program.Query<string>("select state || ' ' || exit_code from runs"));
        (await program.RunAsync("report", "--out", "again", "--fail-on", failOn)).With(expected);
    }

    [Fact]
    public async Task A_field_that_no_contract_mentions_is_told_whatever_answer_has_it_and_verified()
    {
        await using var program = await BuiltProgram.AgainstAsync("""
            { "batches": [ { "id": "bat-1", "files": [ { "job": { "id": "pjb-1", "not_found": true } }, { "count": 2 } ] },
                           { "id": "bat-2", "job_type": "extract_v2", "files": 1 } ],
              "faults": [ { "match": "*", "extra_field": true } ] }
            """);

        (await program.RunAsync("export", "--all", "--out", "out", "--format", "csv")).With(ExitCode.Done);

        string[] fields =
        [
            "data_point.x_unannounced", "directory.x_unannounced", "directory_file.x_unannounced", "extract_job.x_unannounced", "parse_job.x_unannounced",
            "x_unannounced",
        ];
        Assert.Equal(fields.Select(field => "Field " + field), program.Query<string>("select message from findings where rule = 'UNKNOWN_FIELD' order by message"));
        var manifest = await File.ReadAllTextAsync(program.File("out", "manifest.json"), Cancelled);
        Assert.All(fields, field => Assert.Contains($"\"Field {field}\"", manifest, StringComparison.Ordinal));
        (await program.RunAsync("verify")).With(ExitCode.Done);
    }

    [Fact]
    public async Task Nothing_fails_for_findings_unless_it_is_asked_to()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneRefused);

        (await program.RunAsync("export", "--all")).With(ExitCode.Done);
        (await program.RunAsync("report")).With(ExitCode.Done);
    }

    [Fact]
    public async Task The_batches_of_a_rerun_table_can_be_collected()
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "batches": [ { "id": "bat-1", "files": [ { "count": 2, "mapping_error": "Busy" } ] }, { "id": "bat-2", "files": 1 } ] }""");
        (await program.RunAsync("export", "--all", "--out", "out", "--format", "csv")).With(ExitCode.Done);
        Assert.Equal(3, (await File.ReadAllLinesAsync(program.File("out", "rerun.csv"), Cancelled)).Length);

        var ended = (await program.RunAsync("collect", "--from", program.File("out", "rerun.csv"), "--refresh", "--dry-run")).With(ExitCode.Done);

        Assert.Equal(["bat-1"], ended.Lines);
    }
}
