using System.CommandLine;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>The options of every command that tells of findings.</summary>
internal sealed class FindingOptions
{
    private readonly Option<TimeSpan?> _stuckAfter = new("--stuck-after")
    {
        Description = "A batch or job without a change for longer is stuck (default 6h).",
        HelpName = "span",
        CustomParser = Duration.Parse,
    };

    private readonly Option<string[]> _failOn = new("--fail-on")
    {
        Description = "Findings that end the program with 5, separated by commas: error, warning (and worse), info (and worse), or rules, such as STUCK. With new: before it, as in new:error, only those that were not found when the newest run began.",
        HelpName = "findings",
        CustomParser = argument => Words.Of(argument.Tokens.Select(token => token.Value)),
        AllowMultipleArgumentsPerToken = false,
    };

    public IEnumerable<Option> All => [_stuckAfter, _failOn];

    public void AddTo(Command command)
    {
        _failOn.CompletionSources.Add([.. Reporting.FailOn.Known, .. Reporting.FailOn.Known.Select(word => Reporting.FailOn.New + word)]);
        command.Add(_stuckAfter);
        command.Add(_failOn);
        command.Validators.Add(result => Words.Check(
            result, result.GetValue(_failOn)?.Select(Reporting.FailOn.Plain), Reporting.FailOn.Known, "severity or rule"));
    }

    /// <summary>Null for none.</summary>
    public FailOn? FailOn(ParseResult parsed, Settings settings) =>
        (parsed.GetValue(_failOn) is { Length: > 0 } given ? given : settings.FailOn) is { } words ? new FailOn(words) : null;

    public Thresholds Thresholds(ParseResult parsed, Settings settings) =>
        parsed.GetValue(_stuckAfter) is { } span ? new Thresholds(span) : settings.Thresholds;
}
