using System.CommandLine;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary><c>--as-of</c>: the history as it was.</summary>
internal sealed class AsOfOption : Option<AsOf?>
{
    public AsOfOption(string description)
        : base("--as-of")
    {
        Description = description;
        HelpName = "when";
        CustomParser = Instant.ParseAsOf;
    }
}
