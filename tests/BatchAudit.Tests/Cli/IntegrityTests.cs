namespace BatchAudit.Tests.Cli;

public sealed class IntegrityTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": [ { }, { "mapping_error": "Unsupported file type" } ] } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_history_is_anchored_only_by_a_file_that_was_kept()
    {
        await using var program = await CollectedAsync();

        Assert.Equal("Verdict  valid but unanchored", (await program.RunAsync("verify")).With(ExitCode.Done).Lines[^1]);
        var noted = (await program.RunAsync("anchor", "anchors.txt")).With(ExitCode.Done).Output;
        Assert.Equal(noted, await File.ReadAllTextAsync(program.File("anchors.txt"), Cancelled));
        Assert.Equal("Verdict  valid and anchored", (await program.RunAsync("verify", "--anchor", "anchors.txt")).With(ExitCode.Done).Lines[^1]);

        (await program.RunAsync("collect", "--all", "--refresh")).With(ExitCode.Done);
        var grown = (await program.RunAsync("verify", "--anchor", "anchors.txt", "--json")).With(ExitCode.Done).Output;
        Assert.Contains("\"verdict\":\"valid and anchored up to ", grown, StringComparison.Ordinal);

        (await program.RunAsync("anchor", "anchors.txt")).With(ExitCode.Done);
        Assert.Equal(2, (await File.ReadAllLinesAsync(program.File("anchors.txt"), Cancelled)).Length);
    }

    [Fact]
    public async Task A_failure_without_a_byte_is_evidence_like_any_other()
    {
        await using var program = await BuiltProgram.AgainstAsync(
            """{ "batches": [ { "id": "bat-1", "files": 1 } ], "faults": [ { "match": "*bat-1", "status": 400, "body": "" } ] }""");
        (await program.RunAsync("collect", "bat-1")).With(ExitCode.Partial);

        (await program.RunAsync("verify")).With(ExitCode.Done);

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", program.Scalar<string>("select body_sha256 from failure"));
    }

    [Fact]
    public async Task A_history_that_was_changed_ends_verification_with_6_and_says_where()
    {
        await using var program = await CollectedAsync();
        (await program.RunAsync("anchor", "anchors.txt")).With(ExitCode.Done);
        var trigger = program.Scalar<string>("select sql from sqlite_schema where name = 'file_result_only_ends'");
        program.Execute($"drop trigger file_result_only_ends; update file_result set mapping_error = 'x' where mapping_error is not null; {trigger}");

        var ended = (await program.RunAsync("verify", "--anchor", "anchors.txt")).With(ExitCode.Verification);

        Assert.Contains("does not say in mapping_error what the answer says", ended.Output, StringComparison.Ordinal);
        Assert.StartsWith("Verdict  broken at ", ended.Lines[^1], StringComparison.Ordinal);
        Assert.Empty((await program.RunAsync("verify", "--quiet")).With(ExitCode.Verification).Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("7 yesterday abc\n")]
    [InlineData("2 2026-05-04T22:00:00.000Z 0000000000000000000000000000000000000000000000000000000000000000\n")]
    public async Task Anchors_that_are_none_or_of_another_history_end_with_6_and_get_no_company(string anchors)
    {
        await using var program = await CollectedAsync();
        await File.WriteAllTextAsync(program.File("anchors.txt"), anchors, Cancelled);

        (await program.RunAsync("verify", "--anchor", "anchors.txt")).With(ExitCode.Verification);

        if (anchors.Length > 0)
        {
            (await program.RunAsync("anchor", "anchors.txt")).With(ExitCode.Verification);
            Assert.Equal(anchors, await File.ReadAllTextAsync(program.File("anchors.txt"), Cancelled));
        }
    }

    [Fact]
    public async Task Off_a_terminal_prune_has_to_be_told_yes()
    {
        await using var program = await CollectedAsync();
        var asked = (await program.RunAsync("prune", "--payloads-older-than", "90d")).With(ExitCode.Usage);
        Assert.Contains("--yes", asked.Error, StringComparison.Ordinal);
        Assert.StartsWith("Would drop 0 bodies", (await program.RunAsync("prune", "--payloads-older-than", "36500d", "--dry-run")).With(ExitCode.Done).Output, StringComparison.Ordinal);

        var would = (await program.RunAsync("prune", "--payloads-older-than", "0.001s", "--dry-run")).With(ExitCode.Done).Output;
        var dropped = (await program.RunAsync("prune", "--payloads-older-than", "0.001s", "--yes")).With(ExitCode.Done).Output;

        Assert.Equal(would, dropped.Replace("Dropped", "Would drop", StringComparison.Ordinal));
        var verified = (await program.RunAsync("verify")).With(ExitCode.Done);
        Assert.Contains(verified.Lines, line => line.StartsWith("Pruned   ", StringComparison.Ordinal));
        Assert.Equal("Verdict  valid but unanchored", verified.Lines[^1]);
        (await program.RunAsync("report", "--out", "out", "--format", "csv")).With(ExitCode.Done);
    }

    [Fact]
    public async Task A_backup_is_a_history_and_replaces_nothing_unasked()
    {
        await using var program = await CollectedAsync();

        Assert.StartsWith("copy.db: ", (await program.RunAsync("backup", "copy.db")).With(ExitCode.Done).Output, StringComparison.Ordinal);
        (await program.RunAsync("verify", "--history", "copy.db")).With(ExitCode.Done);
        Assert.Contains("--force", (await program.RunAsync("backup", "copy.db")).With(ExitCode.Usage).Error, StringComparison.Ordinal);
        (await program.RunAsync("backup", "copy.db", "--force")).With(ExitCode.Done);
    }

    [Theory]
    [InlineData("verify")]
    [InlineData("anchor anchors.txt")]
    [InlineData("prune --payloads-older-than 90d --yes")]
    [InlineData("backup copy.db")]
    public async Task A_newer_history_is_refused_and_left_as_it_is(string words)
    {
        await using var program = await CollectedAsync();
        program.Execute("pragma user_version = 99");
        var before = await File.ReadAllBytesAsync(program.History, Cancelled);

        (await program.RunAsync(words.Split(' '))).With(ExitCode.History);

        Assert.Equal(before, await File.ReadAllBytesAsync(program.History, Cancelled));
        Assert.DoesNotContain(program.Files, file => file is "anchors.txt" or "copy.db");
    }

    [Fact]
    public async Task The_nights_of_the_demo_can_be_derived_again_from_their_answers()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        (await program.RunAsync("demo", "--out", "demo")).With(ExitCode.Done);

        var whole = (await program.RunAsync("verify", "--history", program.File("demo", "demo.db"))).With(ExitCode.Done);
        var share = (await program.RunAsync("verify", "--history", program.File("demo", "demo.db"), "--subset", "2/3")).With(ExitCode.Done);

        Assert.Equal("Verdict  valid but unanchored", whole.Lines[^1]);
        Assert.Contains(share.Lines, line => line.StartsWith("Left out ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_claims_2_GB_ends_verification_with_6_and_not_as_a_bug()
    {
        await using var program = await CollectedAsync();
        Tamper(program, "payload", "update payload set body = cast(substr(body, 1, length(body) - 4) || x'ffffff7f' as blob)");

        var ended = (await program.RunAsync("verify")).With(ExitCode.Verification);

        Assert.Contains("says that it is of 2147483647 bytes, which it cannot be", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_null_among_a_manifests_parts_ends_verification_with_6_and_not_as_a_bug()
    {
        await using var program = await CollectedAsync();
        (await program.RunAsync("report", "--out", "out", "--format", "csv")).With(ExitCode.Done);
        var manifest = program.File("out", "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest, Cancelled)).Replace("\"parts\": [", "\"parts\": [ null,", StringComparison.Ordinal), Cancelled);

        var ended = (await program.RunAsync("verify", "--reports", "out")).With(ExitCode.Verification);

        Assert.Contains("is no manifest of BatchAudit", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status", "run", "update run set started_at = 'yesterday'")]
    [InlineData("report --out out", "observation", "update observation set observed_at = x'00ff'")]
    [InlineData("query select+1", "observation", "update observation set hash = 7, observed_at = 'soon'")]
    [InlineData("diff", "observation", "update observation set observed_at = 'soon'")]
    [InlineData("collect --all", "batch_state", "update batch_state set updated_at = 'soon'")]
    [InlineData("anchor anchors.txt", "observation", "update observation set observed_at = 'soon', hash = zeroblob(70000000) where seq = (select max(seq) from observation)")]
    public async Task A_cell_that_this_program_never_wrote_is_the_historys_fault(string words, string table, string change)
    {
        await using var program = await CollectedAsync();
        Tamper(program, table, change);

        var ended = (await program.RunAsync([.. words.Split(' ').Select(word => word.Replace('+', ' '))])).With(ExitCode.History);

        // Of a run, the summary says how it ended.
        Assert.Contains("batch-audit verify", ended.Output + ended.Error, StringComparison.Ordinal);
        (await program.RunAsync("verify")).With(ExitCode.Verification);
    }

    /// <summary>Past the triggers, which are there again afterwards.</summary>
    private static void Tamper(BuiltProgram program, string table, string change)
    {
        var triggers = program.Query<string>($"select sql from sqlite_schema where type = 'trigger' and tbl_name = '{table}' order by rowid");
        var names = program.Query<string>($"select name from sqlite_schema where type = 'trigger' and tbl_name = '{table}'");
        program.Execute($"{string.Concat(names.Select(name => $"drop trigger {name};"))} {change}; {string.Join(';', triggers)}");
    }

    private static async Task<BuiltProgram> CollectedAsync()
    {
        var program = await BuiltProgram.AgainstAsync(OneBatch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        return program;
    }
}
