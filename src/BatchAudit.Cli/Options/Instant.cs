using System.CommandLine.Parsing;
using System.Globalization;

namespace BatchAudit.Cli.Options;

/// <summary>A point in time; UTC unless it says otherwise.</summary>
internal static class Instant
{
    public static DateTimeOffset? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens.Single().Value;

        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return instant.ToUniversalTime();
        }

        argument.AddError($"'{text}' is no date or time; write it like 2026-05-01 or 2026-05-01T13:30Z.");
        return null;
    }
}
