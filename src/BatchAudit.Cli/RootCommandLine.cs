using System.CommandLine;
using System.CommandLine.Invocation;
using BatchAudit.Cli.Commands;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Options;
using BatchAudit.Cli.Output;

namespace BatchAudit.Cli;

/// <summary>The tree of commands.</summary>
internal static class RootCommandLine
{
    public static RootCommand Build(AppHost app)
    {
        var root = new RootCommand("Tells the truth about LlamaCloud batches: keeps every answer, and reports every file.")
        {
            new ExportCommand(app),
            new CollectCommand(app),
            new ReportCommand(app),
            new QueryCommand(app),
            new VerifyCommand(app),
            new AnchorCommand(app),
            new PruneCommand(app),
            new BackupCommand(app),
            new RebuildCommand(app),
            new TimelineCommand(app),
            new DiffCommand(app),
            new WatchCommand(app),
            new StatusCommand(app),
            new DoctorCommand(app),
            new ConfigCommand(app),
            new ListenCommand(app),
            new DemoCommand(app),
            new EmulateCommand(app),
            new CompletionCommand(app),
        };

        root.Add(new LogOption());
        root.Add(new HelpCommand(app, root));
        DocumentedHelp.AddTo(root);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction();

        foreach (var command in root.Subcommands)
        {
            NoEmptyText.AddTo(command);
            CompleteOptions.Guard(command);
        }

        return root;
    }

    public static async Task<ExitCode> InvokeAsync(AppHost app, string[] args)
    {
        var parsed = Build(app).Parse(args);
        var events = LogOption.IsJson(parsed);

        if (events || LogOption.IsJsonWanted(parsed))
        {
            app.SpeakJson(events);
        }

        if (parsed.Action is ParseErrorAction && app.Messages is JsonMessages)
        {
            throw new AuditException(FailureKind.Usage, string.Join(' ', parsed.Errors.Select(error => error.Message)), "--help names what there is.");
        }

        var invocation = new InvocationConfiguration
        {
            // Wrong words: even the help that follows them is a message, not data.
            Output = parsed.Action is ParseErrorAction ? app.Error : app.Output,
            Error = app.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are ours: a run finishes the answer it has in hand.
            ProcessTerminationTimeout = null,
        };

        var code = await parsed.InvokeAsync(invocation);
        return parsed.Action is ParseErrorAction ? ExitCode.Usage : (ExitCode)code;
    }
}
