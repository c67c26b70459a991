using System.CommandLine.Parsing;
using System.Globalization;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options;

/// <summary>A point in time; UTC unless it says otherwise.</summary>
internal static class Instant
{
    private const string HowTo = "write it like 2026-05-01 or 2026-05-01T13:30Z";

    public static DateTimeOffset? Parse(ArgumentResult argument) => Parse(argument, $"is no date or time; {HowTo}.");

    /// <summary>A number is that of an observation; <c>run:3</c> is the end of a run.</summary>
    public static AsOf? ParseAsOf(ArgumentResult argument)
    {
        const string run = "run:";
        var text = argument.Tokens.Single().Value;
        var ofRun = text.StartsWith(run, StringComparison.Ordinal);

        if (long.TryParse(ofRun ? text[run.Length..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return ofRun ? AsOf.EndOfRun(number) : AsOf.Observation(number);
        }

        return Parse(argument, $"is no observation's number, no run like run:3, and no date or time; {HowTo}.") is { } time ? AsOf.Instant(time) : null;
    }

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
