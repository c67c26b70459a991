using System.CommandLine;
using System.CommandLine.Invocation;

namespace BatchAudit.Cli.Output;

/// <summary><c>--version</c>: all that a report of a bug should begin with.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        parseResult.InvocationConfiguration.Output.WriteLine(AppHost.Versions);
        return (int)ExitCode.Done;
    }
}
