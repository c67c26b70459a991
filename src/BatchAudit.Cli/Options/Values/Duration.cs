using System.CommandLine.Parsing;
using System.Globalization;

namespace BatchAudit.Cli.Options.Values;

/// <summary>A span of time as a person writes it: <c>90s</c>, <c>15m</c>, <c>2h</c>, <c>7d</c>.</summary>
internal static class Duration
{
    /// <summary>No timer of .NET runs longer.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>A hundred years ago nothing was observed.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(36_500);

    public static TimeSpan? Parse(ArgumentResult argument) => Parse(argument, Longest);

    /// <summary>How old something is: no timer has to run for that long.</summary>
    public static TimeSpan? ParseAge(ArgumentResult argument) => Parse(argument, Oldest);

    private static TimeSpan? Parse(ArgumentResult argument, TimeSpan longest)
    {
        var text = argument.Tokens.Single().Value;

        if (Of(text, longest) is { } span)
        {
            return span;
        }

        argument.AddError(FormattableString.Invariant($"'{text}' is no span of time up to {longest.TotalDays} days; write it like 90s, 15m, 2h or 7d."));
        return null;
    }

    /// <summary>Null when the text is none.</summary>
    public static TimeSpan? Of(string text) => Of(text, Longest);

    private static TimeSpan? Of(string text, TimeSpan longest) =>
        text.Length > 1
            && double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && Unit(text[^1]) is { } unit
            // Before it becomes a span, which cannot hold every number.
            && amount * unit.TotalSeconds <= longest.TotalSeconds
            && amount * unit is var span && span > TimeSpan.Zero
            ? span
            : null;

    public static TimeSpan? ParseAtLeast(ArgumentResult argument, TimeSpan least)
    {
        var span = Parse(argument);

        if (span < least)
        {
            argument.AddError($"'{argument.Tokens.Single().Value}' is too short; {least.TotalSeconds:0} s is the least.");
        }

        return span;
    }

    private static TimeSpan? Unit(char letter) => letter switch
    {
        's' => TimeSpan.FromSeconds(1),
        'm' => TimeSpan.FromMinutes(1),
        'h' => TimeSpan.FromHours(1),
        'd' => TimeSpan.FromDays(1),
        _ => null,
    };
}
