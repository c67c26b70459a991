using System.CommandLine;

namespace BatchAudit.Cli.Options;

/// <summary>Which history a command is about.</summary>
internal sealed class HistoryOption : Option<string?>
{
    public HistoryOption()
        : base("--history")
    {
        Description = $"The history (default {Settings.DefaultHistory}).";
        HelpName = "file";
    }

    /// <summary>The path; the option wins over the settings.</summary>
    public string Of(ParseResult parsed) => parsed.GetValue(this) ?? Settings.Load().History;
}
