using System.CommandLine;
using System.CommandLine.Parsing;

namespace BatchAudit.Cli.Options;

/// <summary><c>--log</c>, of every command: whether stderr is read by a person or by a program.</summary>
internal sealed class LogOption : Option<string>
{
    private const string Json = "json";

    public LogOption()
        : base("--log")
    {
        Description = "Messages on stderr as text, or as json: one object a line for each event (default text).";
        HelpName = "form";
        Recursive = true;
        this.AcceptOnlyFromAmong("text", Json);
    }

    /// <summary>Also of words that cannot be understood otherwise.</summary>
    public static bool IsJson(ParseResult parsed) => Given(parsed, "--log") is { Tokens: [{ Value: Json }] };

    /// <summary>Whether a failure is to be told as JSON, because the data are.</summary>
    public static bool IsJsonWanted(ParseResult parsed) => Given(parsed, "--json") is not null;

    private static OptionResult? Given(ParseResult parsed, string name)
    {
        for (SymbolResult? result = parsed.CommandResult; result is CommandResult command; result = command.Parent)
        {
            if (command.Children.OfType<OptionResult>().FirstOrDefault(child => child.Option.Name == name && !child.Implicit) is { } given)
            {
                return given;
            }
        }

        return null;
    }
}
