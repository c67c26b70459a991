using System.CommandLine;
using BatchAudit.Cli.Output;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit help</c>: the help of a command, or what the exit codes mean.</summary>
internal sealed class HelpCommand : Command
{
    private const string ExitCodes = "exit-codes";

    private readonly Argument<string?> _topic = new("TOPIC")
    {
        Description = $"A command, or {ExitCodes}.",
        HelpName = "topic",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public HelpCommand(AppHost app, RootCommand root)
        : base("help", "The help of a command; help exit-codes says what each exit code means.")
    {
        _topic.CompletionSources.Add([.. root.Subcommands.Select(command => command.Name), ExitCodes]);
        Add(_topic);

        Validators.Add(result =>
        {
            if (result.GetValue(_topic) is { } topic and not ExitCodes && root.Subcommands.All(command => command.Name != topic))
            {
                result.AddError($"There is no help about '{topic}'. Name a command, or {ExitCodes}.");
            }
        });

        SetAction(parsed =>
        {
            var topic = parsed.GetValue(_topic);

            if (topic != ExitCodes)
            {
                return root.Parse(topic is null ? ["--help"] : [topic, "--help"]).Invoke(parsed.InvocationConfiguration);
            }

            foreach (var line in ExitCodeTable.Lines())
            {
                app.Output.WriteLine(line);
            }

            return (int)ExitCode.Done;
        });
    }
}
