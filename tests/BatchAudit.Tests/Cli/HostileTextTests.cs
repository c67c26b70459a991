namespace BatchAudit.Tests.Cli;

public sealed class HostileTextTests
{
    private const string Hostile = """
        {
          "batches": [ { "id": "bat-\u001b[2J", "files": 1 }, { "id": "bat-1", "status": "\u001b]0;owned\u0007", "files": 1 }, { "id": "bat-2", "files": 1 } ],
          "faults": [ { "match": "GET /api/v2/batches/bat-2", "status": 404, "json": { "detail": "\u001b[2J\u202Egone\r\nfor good" } } ],
        }
        """;

    [Theory]
    [InlineData("export --all")]
    [InlineData("export --all --json")]
    [InlineData("export bat-1 bat-2")]
    [InlineData("collect --all")]
    [InlineData("collect --all --dry-run")]
    public async Task What_the_server_says_never_steers_the_terminal(string words)
    {
        await using var program = await BuiltProgram.AgainstAsync(Hostile);

        var ended = await program.RunAsync(words.Split(' '));

        Assert.DoesNotContain(ended.Output + ended.Error, character => char.IsControl(character) && character != '\n');
        Assert.DoesNotContain('\u202E', ended.Output + ended.Error);
        Assert.NotEqual("", ended.Output);
    }
}
