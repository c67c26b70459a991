using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Sqlite;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.Cli;

/// <summary>What <c>rebuild</c> says and how it ends; and what <c>verify</c> says of rows that another program derived.</summary>
public sealed class RebuildTests
{
    private const string TwoBatches =
        """{ "batches": [ { "id": "bat-1", "files": [ { }, { "mapping_error": "Unsupported file type" } ] }, { "id": "bat-2", "files": 2 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_the_same_derivation_every_row_is_the_same()
    {
        await using var program = await CollectedAsync();
        var before = await File.ReadAllBytesAsync(program.History, Cancelled);
        var (observations, head) = (program.Scalar<long>("select max(seq) from observation"), program.Scalar<string>("select hash from observation order by seq desc limit 1"));

        var ended = (await program.RunAsync("rebuild", "fresh.db")).With(ExitCode.Done);

        Assert.Equal([$"fresh.db: {observations} observations, chain head {head}", "Every row is the same."], ended.Lines);
        Assert.Empty(ended.Error);
        Assert.Equal(before, await File.ReadAllBytesAsync(program.History, Cancelled));
        Assert.Equal("Verdict  valid but unanchored", (await program.RunAsync("verify", "--history", "fresh.db")).With(ExitCode.Done).Lines[^1]);
        (await program.RunAsync("collect", "--all", "--refresh", "--history", "fresh.db")).With(ExitCode.Done);
    }

    [Fact]
    public async Task Rows_of_pruned_answers_are_said_to_be_taken_as_they_stand()
    {
        await using var program = await CollectedAsync();
        (await program.RunAsync("prune", "--payloads-older-than", "0.001s", "--yes")).With(ExitCode.Done);
        var verified = (await program.RunAsync("verify", "--json")).With(ExitCode.Done).Output;

        var ended = (await program.RunAsync("rebuild", "fresh.db")).With(ExitCode.Done);

        Assert.Matches(@"\ATaken as they stand, for their answers were pruned: the rows of [1-9][0-9]* observations\z", ended.Lines[1]);
        Assert.Contains($"\"underivable\":{ended.Lines[1].Split(' ')[^2]},", verified, StringComparison.Ordinal);
        Assert.Equal("Every row is the same.", ended.Lines[2]);
    }

    [Fact]
    public async Task Rows_that_another_program_derived_are_told_by_verify_and_counted_by_rebuild()
    {
        await using var program = await CollectedAsync();
        var trigger = program.Scalar<string>("select sql from sqlite_schema where name = 'file_result_only_ends'");
        program.Execute($"drop trigger file_result_only_ends; update file_result set mapping_error = 'as another read it' where mapping_error is not null; {trigger}");
        var other = DerivedByAnother(program);

        var verified = (await program.RunAsync("verify")).With(ExitCode.Done);
        var told = verified.Lines.Single(line => line.StartsWith("Derived  ", StringComparison.Ordinal));
        Assert.Contains($"by version {other} of the derivation", told, StringComparison.Ordinal);
        Assert.EndsWith(" answers, which were not compared", verified.Lines[^1], StringComparison.Ordinal);

        var shares = new List<Ended>();

        foreach (var number in (string[])["1/3", "2/3", "3/3"])
        {
            shares.Add((await program.RunAsync("verify", "--subset", number)).With(ExitCode.Done));
        }

        Assert.Equal(verified.Lines.Sum(NotCompared), shares.Sum(share => share.Lines.Sum(NotCompared)));
        Assert.Contains(shares, share => share.Lines.Any(line => line.StartsWith("Left out ", StringComparison.Ordinal)) && share.Lines.Sum(NotCompared) > 0);

        var rebuilt = (await program.RunAsync("rebuild", "fresh.db")).With(ExitCode.Done);
        Assert.Equal("file_result: 1 rows gone, 1 new", rebuilt.Lines[1]);
        Assert.DoesNotContain("Every row is the same.", rebuilt.Lines);
        Assert.Equal("Verdict  valid but unanchored", (await program.RunAsync("verify", "--history", "fresh.db")).With(ExitCode.Done).Lines[^1]);
    }

    [Fact]
    public async Task What_cannot_be_rebuilt_ends_with_the_code_of_its_reason_and_leaves_no_file()
    {
        await using var program = await CollectedAsync();
        (await program.RunAsync("rebuild", "fresh.db", "--history", "none.db")).With(ExitCode.History);
        (await program.RunAsync("rebuild", "postgresql://db/audit")).With(ExitCode.Usage);
        (await program.RunAsync("rebuild")).With(ExitCode.Usage);
        Assert.Contains("is the history itself", (await program.RunAsync("rebuild", "./batch-audit.db", "--force")).With(ExitCode.Usage).Error, StringComparison.Ordinal);

        var trigger = program.Scalar<string>("select sql from sqlite_schema where name = 'observation_no_update'");
        program.Execute($"drop trigger observation_no_update; update observation set observed_ms = observed_ms + 1 where seq = 2; {trigger}");
        Assert.Contains("batch-audit verify", (await program.RunAsync("rebuild", "fresh.db")).With(ExitCode.Verification).Error, StringComparison.Ordinal);
        program.Execute($"drop trigger observation_no_update; update observation set observed_ms = observed_ms - 1 where seq = 2; {trigger}");

        DerivedByAnother(program);
        (await program.RunAsync("prune", "--payloads-older-than", "0.001s", "--yes")).With(ExitCode.Done);
        Assert.Contains("were pruned", (await program.RunAsync("rebuild", "fresh.db")).With(ExitCode.Usage).Error, StringComparison.Ordinal);

        program.Execute("pragma user_version = 99");
        (await program.RunAsync("rebuild", "fresh.db")).With(ExitCode.History);
        Assert.DoesNotContain(program.Files, file => file.Contains("fresh", StringComparison.Ordinal) || file.Contains("none", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_is_there_is_replaced_only_by_force()
    {
        await using var program = await CollectedAsync();
        await File.WriteAllTextAsync(program.File("fresh.db"), "precious", Cancelled);

        Assert.Contains("--force", (await program.RunAsync("rebuild", "fresh.db")).With(ExitCode.Usage).Error, StringComparison.Ordinal);
        Assert.Equal("precious", await File.ReadAllTextAsync(program.File("fresh.db"), Cancelled));

        (await program.RunAsync("rebuild", "fresh.db", "--force")).With(ExitCode.Done);
        (await program.RunAsync("verify", "--history", "fresh.db")).With(ExitCode.Done);
    }

    /// <summary>Says in the chain that a program of another version rebuilt the history.</summary>
    private static int DerivedByAnother(BuiltProgram program)
    {
        const int other = DerivationStretch.Current + 1;
        using var history = HistoryFile.Connect(program.History, SqliteOpenMode.ReadWrite);
        using var chain = new ObservationChain(history);
        chain.Append(1, ObservationKind.DerivationBegan, new DerivationStretch(other, 1).ToString(), BuiltProgram.Start, payload: null);
        return other;
    }

    /// <returns>Of a line that says which rows were not compared, of how many answers they are.</returns>
    private static int NotCompared(string line) => line.StartsWith("Derived  ", StringComparison.Ordinal)
        ? int.Parse(line.Split("the rows of ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture)
        : 0;

    private static async Task<BuiltProgram> CollectedAsync()
    {
        var program = await BuiltProgram.AgainstAsync(TwoBatches);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
        return program;
    }
}
