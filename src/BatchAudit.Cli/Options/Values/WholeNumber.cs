using System.CommandLine.Parsing;
using System.Globalization;

namespace BatchAudit.Cli.Options.Values;

/// <summary>A whole number within bounds.</summary>
internal static class WholeNumber
{
    public static int Parse(ArgumentResult argument, string option, int least, int most)
    {
        if (int.TryParse(argument.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        argument.AddError(FormattableString.Invariant($"{option} is a number from {least} to {most}."));
        return least;
    }
}
