namespace BatchAudit.Tests.Cli;

/// <summary>The demo, played once for all tests of its reports.</summary>
public sealed class PlayedDemo : IAsyncLifetime
{
    internal BuiltProgram Program { get; private set; } = null!;

    internal Ended Ended { get; private set; } = null!;

    internal string Folder => Program.File("demo");

    public async ValueTask InitializeAsync()
    {
        Program = await BuiltProgram.AgainstAsync("""{ "batches": [] }""");
        Program.Environment.Clear();
        Ended = (await Program.RunAsync("demo", "--out", "demo")).With(ExitCode.Done);
    }

    public ValueTask DisposeAsync() => Program.DisposeAsync();

    /// <summary>Reports from the demo's history.</summary>
    internal async Task<string> ReportAsync(string folder, params string[] options)
    {
        (await Program.RunAsync(["report", "--history", "demo/demo.db", "--out", folder, .. options])).With(ExitCode.Done);
        return Program.File(folder);
    }
}
