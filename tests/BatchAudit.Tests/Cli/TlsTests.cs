namespace BatchAudit.Tests.Cli;

public sealed class TlsTests
{
    private const string OneBatch = """{ "batches": [ { "id": "bat-1", "files": 1 } ] }""";

    [Theory]
    [InlineData("collect --all")]
    [InlineData("collect bat-1 --deadline 30s")]
    [InlineData("doctor")]
    public async Task A_certificate_that_is_not_trusted_ends_with_10_at_once_and_says_how_to_trust_it(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await using var server = new TlsServer();
        program.Environment["LLAMA_CLOUD_BASE_URL"] = server.Url;

        var ended = (await program.RunAsync(words.Split(' '))).With(ExitCode.Configuration);

        Assert.Contains("in 1 attempt: The remote certificate is invalid", ended.Output, StringComparison.Ordinal);
        Assert.Contains($"(GET {server.Url}/api/v2/batches", ended.Output, StringComparison.Ordinal);
        Assert.Contains("the system's store, or name its file (PEM) in SSL_CERT_FILE", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SSL_CERT_FILE_names_a_companys_own_authority()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        await using var server = new TlsServer();
        await File.WriteAllTextAsync(program.File("company.pem"), server.Authority, TestContext.Current.CancellationToken);
        program.Environment["LLAMA_CLOUD_BASE_URL"] = server.Url;
        program.Environment["SSL_CERT_FILE"] = "company.pem";

        (await program.RunAsync("collect", "--all")).With(ExitCode.Done);
    }

    [Fact]
    public async Task A_port_that_speaks_no_TLS_ends_with_10()
    {
        await using var program = await BuiltProgram.AgainstAsync(OneBatch);
        program.Environment["LLAMA_CLOUD_BASE_URL"] = program.Environment["LLAMA_CLOUD_BASE_URL"].Replace("http:", "https:", StringComparison.Ordinal);

        var ended = (await program.RunAsync("doctor")).With(ExitCode.Configuration);

        Assert.Contains("whether that port speaks TLS at all", ended.Output, StringComparison.Ordinal);
    }
}
