using System.Collections.Immutable;
using System.CommandLine;
using BatchAudit.Cli.Configuring;
using BatchAudit.Cli.Manual;
using BatchAudit.Cli.Output;

namespace BatchAudit.Cli.Commands;

/// <summary><c>batch-audit config</c>: every setting with its value and who says so. It asks nobody for the key.</summary>
internal sealed class ConfigCommand : Command, IDocumentedCommand
{
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of text." };

    public ImmutableArray<Example> Examples { get; } =
    [
        new("What holds here, and who says so", "config"),
        new("For another program", "config --json"),
    ];

    public ImmutableArray<string> Topics { get; } = ["settings"];

    public ConfigCommand(AppHost app)
        : base("config", "Show every setting, its value and where it comes from.")
    {
        Add(_json);

        SetAction(parsed =>
        {
            // As every command begins: what would stop those stops this one, too.
            _ = Settings.Load();
            var sources = SettingSources.Read();
            SettingsPrinter.Print(app, [.. KnownSettings.All.Select(sources.Find)], parsed.GetValue(_json));
            return (int)ExitCode.Done;
        });
    }
}
