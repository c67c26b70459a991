using System.CommandLine.Parsing;
using System.Globalization;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Options.Values;

/// <summary>How options read a time: where the words name a whole day or month, from its beginning or to its end.</summary>
internal static class TimeOption
{
    private const string NoTime = "no date or time; write it like 2026-05-01 or 2026-05-01T13:30Z.";

    /// <summary>Of a lower end: a day counts from its beginning.</summary>
    public static DateTimeOffset? ParseFrom(ArgumentResult argument) => Parse(argument, $"is {NoTime}")?.First;

    /// <summary>Of an upper end: a day counts to its last moment.</summary>
    public static DateTimeOffset? ParseUpTo(ArgumentResult argument) => Parse(argument, $"is {NoTime}")?.Last;

    /// <summary>A number is that of an observation; <c>run:3</c> is the end of a run; a time is an upper end.</summary>
    public static AsOf? ParseAsOf(ArgumentResult argument)
    {
        const string run = "run:";
        var text = argument.Tokens.Single().Value;
        var ofRun = text.StartsWith(run, StringComparison.Ordinal);

        if (!long.TryParse(ofRun ? text[run.Length..] : text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Parse(argument, $"is no observation's number, no run like run:3, and {NoTime}") is { } time ? AsOf.Instant(time.Last) : null;
        }

        if (!ofRun && WrittenTime.TryRead(text, out var day))
        {
            var date = day.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            argument.AddError($"'{text}' could be a day or the number of an observation; write {date} for the day, 0{text} for the observation.");
            return null;
        }

        return ofRun ? AsOf.EndOfRun(number) : AsOf.Observation(number);
    }

    private static WrittenTime? Parse(ArgumentResult argument, string fault)
    {
        var text = argument.Tokens.Single().Value;

        if (WrittenTime.TryRead(text, out var written))
        {
            return written;
        }

        argument.AddError($"'{text}' {fault}");
        return null;
    }
}
