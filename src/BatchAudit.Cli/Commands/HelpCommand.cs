using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Configuring;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Output;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit help</c>: the help of a command, a page of the manual, or what the exit codes mean.</summary>
internal sealed class HelpCommand : Command, IDocumentedCommand
{
    private readonly Argument<string?> _topic = new("TOPIC")
    {
        Description = "A command, a page of the manual, or exit-codes. Without it, all of them are listed.",
        HelpName = "topic",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("Everything there is help about", "help"),
        new("A command", "help export"),
        new("A page of the manual, page by page on a terminal (PAGER, or less -R)", "help reports"),
        new("What the exit codes mean", "help exit-codes"),
    ];

    /// <summary>All: read when help is asked for, not at every start.</summary>
    public ImmutableArray<string> Topics => [.. DocumentedHelp.AllTopics];

    public HelpCommand(AppHost app, RootCommand root)
        : base("help", "The help of a command, or a page of the manual; help exit-codes says what each exit code means.")
    {
        string[] commands = [.. root.Subcommands.Select(command => command.Name), Name];
        _topic.CompletionSources.Add(_ => [.. commands, .. Topics]);
        Add(_topic);

        Validators.Add(result =>
        {
            if (result.GetValue(_topic) is { } topic && topic != DocumentedHelp.ExitCodes && ManualTopic.Of(topic) is null && !commands.Contains(topic))
            {
                var near = NearestName.Of(topic, [.. commands, .. Topics]) is { } nearest ? $"Did you mean '{nearest}'? " : "";
                result.AddError($"There is no help about '{topic}'. {near}Commands and topics are listed by: batch-audit help");
            }
        });

        SetAction(parsed =>
        {
            var topic = parsed.GetValue(_topic);

            if (topic == DocumentedHelp.ExitCodes)
            {
                Pager.Show(app.Output, PlainMarkdown.Lines(ExitCodeTable.Markdown(), Pager.Width(app.Output)));
            }
            else if (ManualTopic.Of(topic) is { } page)
            {
                Pager.Show(app.Output, PlainMarkdown.Lines(page.Markdown, Pager.Width(app.Output)));
            }
            else
            {
                return root.Parse(topic is null ? ["--help"] : [topic, "--help"]).Invoke(parsed.InvocationConfiguration);
            }

            return (int)ExitCode.Done;
        });
    }
}
