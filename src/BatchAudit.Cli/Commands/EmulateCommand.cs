using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options.Values;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit emulate</c>: a LlamaCloud lookalike for scripts, SDKs and dry runs.</summary>
internal sealed class EmulateCommand : Command, IDocumentedCommand
{
    private readonly Option<int> _port = new("--port")
    {
        Description = "The port on the loopback address; 0 takes a free one.",
        HelpName = "n",
        DefaultValueFactory = _ => 8484,
        CustomParser = argument => WholeNumber.Parse(argument, "--port", 0, 65535),
    };

    private readonly Option<string?> _scenario = new("--scenario")
    {
        Description = "What to play, as JSON (default: a dozen batches of every status).",
        HelpName = "file",
    };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("What is built in", "emulate"),
        new("A scenario of your own, on any free port", "emulate --scenario hooks.json --port 0"),
    ];

    public ImmutableArray<string> Topics { get; } = ["emulator", "webhooks"];

    public EmulateCommand(AppHost app)
        : base("emulate", "Serve the emulator until it is interrupted.")
    {
        Add(_port);
        Add(_scenario);

        SetAction(async (parsed, cancellationToken) =>
        {
            app.ListenForSignals();
            await using var emulator = await app.StartEmulatorAsync(parsed.GetValue(_scenario), parsed.GetValue(_port));

            await app.Output.WriteLineAsync(emulator.BaseAddress.ToString().TrimEnd('/'));
            app.Messages.Note("Serving until Ctrl-C. Any key will do: LLAMA_CLOUD_API_KEY=any");

            await Task.Delay(Timeout.InfiniteTimeSpan, app.Time, app.Interruption.Token).ContinueWith(
                _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

            // To be stopped is how a server ends.
            return (int)ExitCode.Done;
        });
    }
}
