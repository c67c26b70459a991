using System.Globalization;
using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>Something that the history was told: an <see cref="Observation"/>, or the beginning or end of a run.</summary>
internal sealed record Told(long Seq, DateTimeOffset At, object What);

internal sealed record RunBegun(long RunId, RunStart Start);

internal sealed record RunEnded(long RunId, RunCounts Counts, int ExitCode);

/// <summary>A row of a view as one line, so that rows can be sorted, compared and read.</summary>
internal static class Line
{
    public static string Of(params ReadOnlySpan<object?> cells)
    {
        var texts = new string[cells.Length];

        for (var n = 0; n < cells.Length; n++)
        {
            texts[n] = cells[n] switch
            {
                null => "∅",
                bool flag => flag ? "1" : "0",
                DateTimeOffset time => UtcText.Of(time),
                IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
                var text => (string)text,
            };
        }

        return string.Join('|', texts);
    }

    /// <summary>A difference of times as reports tell it.</summary>
    public static double? Seconds(DateTimeOffset? from, DateTimeOffset? to) => (to - from)?.TotalMilliseconds / 1000.0;
}
