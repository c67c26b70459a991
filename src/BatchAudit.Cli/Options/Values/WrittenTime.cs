namespace BatchAudit.Cli.Options.Values;

/// <summary>
/// The stretch of time that a user's words name: a moment, a whole day or a whole month, in UTC unless they have an offset. What is
/// left out is never filled in from the clock.
/// </summary>
/// <param name="First">Where it begins, for a lower end.</param>
/// <param name="Last">Its last microsecond, for an upper end: servers keep no smaller part, and 59.9999999 would be too long for some.</param>
internal readonly record struct WrittenTime(DateTimeOffset First, DateTimeOffset Last)
{
    private const int LengthOfMonth = 7;

    public static bool TryRead(string text, out WrittenTime written)
    {
        var isMonth = text.Length == LengthOfMonth;
        var isRead = IsoTime.TryRead(isMonth ? text + "-01" : text, out var first, out var isWholeDay);

        written = new WrittenTime(first, isMonth ? End(first, DateTime.DaysInMonth(first.Year, first.Month)) : isWholeDay ? End(first, 1) : first);
        return isRead;
    }

    private static DateTimeOffset End(DateTimeOffset first, int days) =>
        first + TimeSpan.FromTicks(Math.Min((days * TimeSpan.TicksPerDay) - TimeSpan.TicksPerMicrosecond, (DateTimeOffset.MaxValue - first).Ticks));
}
