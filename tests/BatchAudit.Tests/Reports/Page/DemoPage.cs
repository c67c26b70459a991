using BatchAudit.Tests.Cli;

namespace BatchAudit.Tests.Reports.Page;

/// <summary>The page of the demo's last night, written once by the built program.</summary>
public sealed class DemoPage : IAsyncLifetime
{
    private BuiltProgram? _program;

    public string Path => _program?.File("demo", "night-4", "index.html") ?? throw new InvalidOperationException("The demo was not played.");

    public async ValueTask InitializeAsync()
    {
        _program = await BuiltProgram.AgainstAsync("{}");
        (await _program.RunAsync("demo", "--out", "demo")).With(ExitCode.Done);
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
        {
            await _program.DisposeAsync();
        }
    }
}
