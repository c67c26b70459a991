using System.Text.Json;

namespace BatchAudit.Tests.Cli;

/// <summary>A service, or a gateway before it, that writes its times in a form of its own.</summary>
public sealed class ServerTimesTests
{
    /// <summary>What the reports say of the server's times, and conclude from them; nothing of our own clock.</summary>
    private static readonly string[] Cells =
    [
        "select batch_id || '|' || created_at || '|' || updated_at || '|' || missing || late_added || unaccounted || '|' || run_seconds from batches",
        "select source_directory_file_id || '|' || job_created_at || '|' || job_finished_at || '|' || run_seconds from file_jobs",
        "select source_directory_file_id || '|' || class || '|' || explanation || '|' || file_created_at from reconciliation order by 1",
        "select night from nights",
        "select to_status || '|' || occurred_at || '|' || precision from status_timeline order by 1",
        "select rule from findings order by 1",
        "select expires_at from directory_state",
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_form_that_means_the_same_time_gives_the_same_cells()
    {
        var expected = await CellsAsync(time => $"\"{time}\"");
        Assert.Contains("dfl-2|MISSING|Was in the directory when the batch began, and is not in the results.|2026-05-01T09:00:00.000Z", expected);
        Assert.Contains("MISSING_FILE", expected);
        Assert.DoesNotContain("UNREADABLE_TIME", expected);

        foreach (var write in (Func<string, string>[])[
            time => $"\"{time[..^1]}+0000\"",
            time => $"\"{time.Replace('T', ' ')[..^1]}-00:00\"",
            time => $"\"{time.ToLowerInvariant()}\"",
            time => $"\"{time[..^1]}.000000000000\""])
        {
            Assert.Equal(expected, await CellsAsync(write));
        }
    }

    [Theory]
    [InlineData("1777629600")]
    [InlineData("\"soon\"")]
    public async Task A_time_that_is_none_is_told_with_what_was_sent_and_nothing_says_that_the_server_was_silent(string sent)
    {
        await using var server = await WorldServer.StartAsync(_ => sent);
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        program.Environment["LLAMA_CLOUD_BASE_URL"] = server.Url;

        var ended = (await program.RunAsync("export", "--all", "--format", "csv", "--out", "out")).With(ExitCode.Done);

        Assert.Contains("UNREADABLE_TIME 9", ended.Output, StringComparison.Ordinal);
        Assert.Equal(
            [
                "bat-1|dfl-1|deleted|", "bat-1||created|", "bat-1||created|", "bat-1||created|pjb-1", "bat-1||expires|", "bat-1||updated|", "bat-1||updated|pjb-1",
                "||completed|pjb-1", "||running|pjb-1",
            ],
            program.Query<string>(
                """
                select coalesce(batch_id, '') || '|' || coalesce(source_directory_file_id, '') || '|'
                       || substr(replace(message, 'state_transitions.', ''), 1, instr(replace(message, 'state_transitions.', ''), '_') - 1) || '|' || coalesce(job_id, '')
                  from findings where rule = 'UNREADABLE_TIME' order by 1
                """));
        Assert.All(
            program.Query<string>("select message from findings where rule = 'UNREADABLE_TIME'"),
            message => Assert.Contains($" is no time: {sent}", message, StringComparison.Ordinal));
        Assert.Contains(
            $"created_at of directory file dfl-1 is no time: {sent}, and so it is with 2 more", program.Query<string>("select message from findings"));
        Assert.Equal(0, program.Scalar<long>(
            """
            select (select count(created_at) + count(updated_at) from batches) + (select count(job_created_at) + count(job_finished_at) from file_jobs)
                 + (select count(file_created_at) from reconciliation) + (select count(night) from nights)
            """));

        foreach (var file in Directory.EnumerateFiles(program.File("out"), "*.csv"))
        {
            Assert.DoesNotContain("does not say when", await File.ReadAllTextAsync(file, Cancelled), StringComparison.Ordinal);
        }

        Assert.Contains(
            $"Not in the results. When it came into the directory cannot be read: the server says {sent}, so whether it is missing or late cannot be told.",
            program.Query<string>("select explanation from reconciliation"));

        using var manifest = JsonDocument.Parse(await File.ReadAllTextAsync(program.File("out", "manifest.json"), Cancelled));
        Assert.Contains(
            ("UNREADABLE_TIME", $"created_at of batch bat-1 is no time: {sent}"),
            manifest.RootElement.GetProperty("contract_drift").EnumerateArray()
                .Select(drift => (drift.GetProperty("rule").GetString(), drift.GetProperty("message").GetString())));

        (await program.RunAsync("verify")).With(ExitCode.Done);
        (await program.RunAsync("report", "--fail-on", "unreadable_time", "--format", "csv", "--out", "again")).With(ExitCode.Findings);
    }

    private static async Task<IReadOnlyList<string?>> CellsAsync(Func<string, string> write)
    {
        await using var server = await WorldServer.StartAsync(write);
        await using var program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        program.Environment["LLAMA_CLOUD_BASE_URL"] = server.Url;
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        return [.. Cells.SelectMany(sql => program.Query<string?>(sql))];
    }
}
