using System.CommandLine.Parsing;
using System.Globalization;
using BatchAudit.Collecting;

namespace BatchAudit.Cli.Options;

/// <summary>A share as a person writes it: <c>1/7</c>.</summary>
internal static class Share
{
    private const int Most = 365;

    public static Recheck? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;

        if (text.Split('/') is [var part, var whole]
            && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            && int.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
            && n >= 1 && n <= m && m <= Most)
        {
            return new Recheck(n, m);
        }

        argument.AddError($"'{text}' is no share; write it like 1/7, with no more than {Most} parts.");
        return null;
    }
}
