using System.Collections.Immutable;
using System.CommandLine;
using System.Reflection;
using BatchAudit.Cli.Manual;

namespace BatchAudit.Cli.Commands;

/// <summary>
/// <c>batch-audit completion</c>: what makes a shell complete words. The scripts ask the program itself, by System.CommandLine's
/// directive <c>[suggest]</c>, so they never grow old.
/// </summary>
internal sealed class CompletionCommand : Command, IDocumentedCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly Argument<string> _shell = new("SHELL") { Description = "bash, zsh, fish or pwsh.", HelpName = "shell" };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("For bash, also in ~/.bashrc", "completion bash"),
        new("For fish", "completion fish"),
    ];

    public ImmutableArray<string> Topics { get; } = ["installing"];

    public CompletionCommand(AppHost app)
        : base("completion", "Print the script that makes a shell complete commands and options.")
    {
        _shell.AcceptOnlyFromAmong(Shells);
        Add(_shell);

        SetAction(parsed =>
        {
            using var script = Assembly.GetExecutingAssembly().GetManifestResourceStream("completion." + parsed.GetValue(_shell))!;
            using var reader = new StreamReader(script);
            app.Output.Write(reader.ReadToEnd());
            return (int)ExitCode.Done;
        });
    }
}
