using System.CommandLine;
using BatchAudit.Cli.Options.Values;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary><c>--as-of</c>: the history as it was.</summary>
internal sealed class AsOfOption : Option<AsOf?>
{
    public AsOfOption()
        : base("--as-of")
    {
        Description = "What the history said then: a time, or the number of an observation (default: now).";
        HelpName = "when";
        CustomParser = TimeOption.ParseAsOf;
    }
}
