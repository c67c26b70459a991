namespace BatchAudit;

/// <summary>
/// Reads times as others write them: year first, so that each means one thing whatever the machine's language, clock and time zone.
/// That is every form of RFC 3339 and the usual ones of ISO 8601; a space may stand for the T, and an offset may lack its colon.
/// </summary>
public static class IsoTime
{
    private const int LeapSecond = 60;

    /// <param name="time">In UTC, which is meant where no offset stands. Of a date alone its beginning; of a leap second the last moment of its minute.</param>
    /// <param name="isWholeDay">Whether the text is a date alone.</param>
    /// <returns>False: it is none of these forms, or there is no such time.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset time, out bool isWholeDay)
    {
        var rest = text;
        time = default;
        isWholeDay = false;

        if (!TryReadDate(ref rest, out var ticks))
        {
            return false;
        }

        isWholeDay = rest.IsEmpty || rest[0] is not ('T' or 't' or ' ');

        if (!isWholeDay)
        {
            rest = rest[1..];

            if (!TryReadTimeOfDay(ref rest, ref ticks))
            {
                return false;
            }
        }

        // Behind a date alone, -0400 could be taken for more of the date.
        if (!TryReadOffset(ref rest, needsColon: isWholeDay, out var offset) || !rest.IsEmpty)
        {
            return false;
        }

        ticks -= offset;

        if (ticks < DateTime.MinValue.Ticks || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        time = new DateTimeOffset(ticks, TimeSpan.Zero);
        return true;
    }

    private static bool TryReadDate(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;

        if (!TryReadNumber(ref rest, 4, out var year) || year < 1)
        {
            return false;
        }

        var isExtended = TrySkip(ref rest, '-');

        if (!TryReadNumber(ref rest, 2, out var month) || month is < 1 or > 12
            || (isExtended && !TrySkip(ref rest, '-'))
            || !TryReadNumber(ref rest, 2, out var day) || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        ticks = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Utc).Ticks;
        return true;
    }

    private static bool TryReadTimeOfDay(ref ReadOnlySpan<char> rest, ref long ticks)
    {
        if (!TryReadNumber(ref rest, 2, out var hour) || hour > 23)
        {
            return false;
        }

        var isExtended = TrySkip(ref rest, ':');

        if (!TryReadNumber(ref rest, 2, out var minute) || minute > 59)
        {
            return false;
        }

        ticks += (hour * TimeSpan.TicksPerHour) + (minute * TimeSpan.TicksPerMinute);
        var hasSeconds = isExtended ? TrySkip(ref rest, ':') : rest is [>= '0' and <= '9', ..];

        if (!hasSeconds)
        {
            return true;
        }

        if (!TryReadNumber(ref rest, 2, out var second) || second > LeapSecond || !TryReadFraction(ref rest, out var fraction))
        {
            return false;
        }

        ticks += second == LeapSecond ? TimeSpan.TicksPerMinute - 1 : (second * TimeSpan.TicksPerSecond) + fraction;
        return true;
    }

    /// <summary>Digits beyond the hundred nanoseconds of a tick are cut off.</summary>
    private static bool TryReadFraction(ref ReadOnlySpan<char> rest, out long ticks)
    {
        ticks = 0;

        if (rest is not ['.' or ',', ..])
        {
            return true;
        }

        rest = rest[1..];
        var weight = TimeSpan.TicksPerSecond;
        var digits = 0;

        for (; digits < rest.Length && char.IsAsciiDigit(rest[digits]); digits++)
        {
            weight /= 10;
            ticks += weight * (rest[digits] - '0');
        }

        rest = rest[digits..];
        return digits > 0;
    }

    private static bool TryReadOffset(ref ReadOnlySpan<char> rest, bool needsColon, out long ticks)
    {
        ticks = 0;

        if (rest.IsEmpty)
        {
            return true;
        }

        var sign = rest[0];
        rest = rest[1..];

        if (sign is 'Z' or 'z')
        {
            return true;
        }

        if (sign is not ('+' or '-') || !TryReadNumber(ref rest, 2, out var hours) || hours > 23)
        {
            return false;
        }

        var hasColon = TrySkip(ref rest, ':');
        var minutes = 0;

        if ((needsColon && !hasColon)
            || ((hasColon || !rest.IsEmpty) && (!TryReadNumber(ref rest, 2, out minutes) || minutes > 59)))
        {
            return false;
        }

        var offset = (hours * TimeSpan.TicksPerHour) + (minutes * TimeSpan.TicksPerMinute);
        ticks = sign == '+' ? offset : -offset;
        return true;
    }

    private static bool TrySkip(ref ReadOnlySpan<char> rest, char expected)
    {
        var isThere = !rest.IsEmpty && rest[0] == expected;
        rest = isThere ? rest[1..] : rest;
        return isThere;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<char> rest, int digits, out int number)
    {
        number = 0;

        if (rest.Length < digits)
        {
            return false;
        }

        foreach (var digit in rest[..digits])
        {
            if (!char.IsAsciiDigit(digit))
            {
                return false;
            }

            number = (10 * number) + (digit - '0');
        }

        rest = rest[digits..];
        return true;
    }
}
