using System.CommandLine;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>From when the reports look at the history, and when they say they were made.</summary>
internal sealed class ViewpointOptions
{
    private readonly AsOfOption _asOf = new();

    private readonly Option<DateTimeOffset?> _generatedAt = new("--generated-at")
    {
        Description = "When the reports are to say they were made (default: when the newest observation was).",
        HelpName = "time",
        CustomParser = TimeOption.ParseFrom,
    };

    public void AddTo(Command command)
    {
        command.Add(_asOf);
        command.Add(_generatedAt);
    }

    public Viewpoint Bind(ParseResult parsed, Thresholds thresholds) => new(thresholds, parsed.GetValue(_asOf), parsed.GetValue(_generatedAt));
}
