namespace BatchAudit.Tests.Cli;

public sealed class VerifyReportsTests
{
    private const string Batch = """{ "batches": [ { "id": "bat-1", "files": 2 } ] }""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reports_as_they_were_written_are_right_and_one_byte_less_ends_with_6()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("export", "--all", "--out", "out")).With(ExitCode.Done);

        var whole = (await program.RunAsync("verify", "--reports", "out")).With(ExitCode.Done);
        Assert.Matches("^All [0-9]+ files are what the manifest says. Its SHA-256 is [0-9a-f]{64}\n$", whole.Output);

        var path = program.File("out", "runs.csv");
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path, Cancelled))[..^1], Cancelled);
        var touched = (await program.RunAsync("verify", "--reports", "out")).With(ExitCode.Verification);
        Assert.Matches("^runs.csv has [0-9]+ bytes where the manifest says [0-9]+\nFiles that are not what the manifest says: 1\n$", touched.Output);
    }

    [Fact]
    public async Task Reports_that_were_interrupted_are_not_taken_for_complete_ones()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        Directory.CreateDirectory(program.File("out"));

        var ended = (await program.RunAsync("verify", "--reports", "out")).With(ExitCode.Verification);

        Assert.Contains("There is no manifest.json in 'out', so its reports were not written to the end.", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pack_is_named_with_its_digest()
    {
        await using var program = await BuiltProgram.AgainstAsync(Batch);
        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);

        var ended = (await program.RunAsync("report", "--out", "out", "--pack", "packs/q1.zip")).With(ExitCode.Done);

        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(program.File("packs", "q1.zip"), Cancelled)));
        Assert.Contains($"Pack     packs/q1.zip, SHA-256 {digest}", ended.Output, StringComparison.Ordinal);
        Assert.InRange(ended.Lines.Length, 1, 8);
        var json = (await program.RunAsync("report", "--out", "out", "--format", "csv", "--pack", "q1.zip", "--json")).With(ExitCode.Done);
        Assert.Contains("\"pack\":\"q1.zip\",\"pack_sha256\":\"", json.Output, StringComparison.Ordinal);
    }
}
