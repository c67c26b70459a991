using System.CommandLine;
using System.CommandLine.Parsing;

namespace BatchAudit.Cli.Options;

/// <summary>The options that every command over a history has.</summary>
internal sealed class CommonOptions
{
    private readonly HistoryOption _history = new();
    private readonly Option<bool> _json = new("--json") { Description = "Print JSON instead of text." };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "Print nothing but errors." };

    public void AddTo(Command command)
    {
        command.Add(_history);
        command.Add(_json);
        command.Add(_quiet);

        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.Children.Any(child => child is OptionResult { Option.Name: "--dry-run", Implicit: false }))
            {
                result.AddError("--dry-run prints ids, not JSON. Leave --json out.");
            }
        });
    }

    public Settings Override(Settings settings, ParseResult parsed) =>
        settings with { History = parsed.GetValue(_history) ?? settings.History };

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public bool IsQuiet(ParseResult parsed) => parsed.GetValue(_quiet);
}
