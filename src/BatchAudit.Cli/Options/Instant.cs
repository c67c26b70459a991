using System.CommandLine.Parsing;
using System.Globalization;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>A point in time; UTC unless it says otherwise.</summary>
internal static class Instant
{
    private const string HowTo = "write it like 2026-05-01 or 2026-05-01T13:30Z";

    public static DateTimeOffset? Parse(ArgumentResult argument) => Parse(argument, $"is no date or time; {HowTo}.");

    /// <summary>A number is that of an observation.</summary>
    public static AsOf? ParseAsOf(ArgumentResult argument) =>
        long.TryParse(argument.Tokens.Single().Value, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            ? AsOf.Observation(sequence)
            : Parse(argument, $"is no observation's number, and no date or time; {HowTo}.") is { } time ? AsOf.Instant(time) : null;

    private static DateTimeOffset? Parse(ArgumentResult argument, string fault)
    {
        var text = argument.Tokens.Single().Value;

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant.ToUniversalTime();
        }

        argument.AddError($"'{text}' {fault}");
        return null;
    }
}
