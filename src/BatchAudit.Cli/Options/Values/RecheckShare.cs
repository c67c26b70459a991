using System.CommandLine.Parsing;
using System.Globalization;
using BatchAudit.Collecting;
using BatchAudit.Integrity;

namespace BatchAudit.Cli.Options.Values;

/// <summary>A share of the batches, written <c>n/m</c>.</summary>
internal static class RecheckShare
{
    /// <summary>A batch that is not looked at for longer than a year of nights is not being rechecked.</summary>
    private const int Most = 365;

    public static Recheck? Parse(ArgumentResult argument) => Share(argument) is { } share ? new Recheck(share.Number, share.Of) : null;

    public static Subset? ParseSubset(ArgumentResult argument) => Share(argument);

    private static Subset? Share(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;

        if (text.Split('/') is [var left, var right]
            && int.TryParse(left, NumberStyles.None, CultureInfo.InvariantCulture, out var share)
            && int.TryParse(right, NumberStyles.None, CultureInfo.InvariantCulture, out var of)
            && share >= 1 && share <= of && of <= Most)
        {
            return new Subset(share, of);
        }

        argument.AddError($"'{text}' is no share of the batches; write it like 1/7, for one in seven, and at most {Most}/{Most}.");
        return null;
    }
}
