using System.Buffers.Text;

namespace BatchAudit.Reports.Workbook;

/// <summary>Times as Excel counts them: days since the end of 1899, written from the text without a date type between.</summary>
internal static class SerialTime
{
    /// <summary>Room enough for any serial: five to seven digits of days, a point and ten of its fraction.</summary>
    public const int MaxBytes = 18;

    private const int TextLength = 24;
    private const long MillisecondsPerDay = 86_400_000;

    // Ten digits are 8.6 µs, so every millisecond keeps its own number, and the product stays within 64 bits.
    private const long Scale = 10_000_000_000;

    // 1900-03-01. Before it Excel counts a 29 February 1900 that never was.
    private const int FirstDay = 61;

    // The serial of 1970-01-01 plus the days from 0000-03-01 to it, for the civil-from-days arithmetic below.
    private const int EpochSerial = 25_569;
    private const int DaysToEpoch = 719_468;

    /// <param name="text">As <see cref="UtcText"/> writes it; anything else gives false.</param>
    public static bool TryWrite(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        written = 0;

        if (text.Length != TextLength || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':'
            || text[16] != ':' || text[19] != '.' || text[23] != 'Z')
        {
            return false;
        }

        var year = (Digits(text, 0, 2) * 100) + Digits(text, 2, 2);
        var month = Digits(text, 5, 2);
        var day = Digits(text, 8, 2);
        var hour = Digits(text, 11, 2);
        var minute = Digits(text, 14, 2);
        var second = Digits(text, 17, 2);
        var millisecond = Digits(text, 20, 3);

        if ((uint)year > 9999 || month is < 1 or > 12 || day < 1 || (day > 28 && (year < 1 || day > DateTime.DaysInMonth(year, month)))
            || (uint)hour > 23 || (uint)minute > 59 || (uint)second > 59 || millisecond < 0)
        {
            return false;
        }

        var serial = Serial(year, month, day);
        var milliseconds = (((((hour * 60L) + minute) * 60) + second) * 1000) + millisecond;
        return serial >= FirstDay && Write(serial, milliseconds, target, out written);
    }

    // Howard Hinnant's days_from_civil: years that begin in March put the leap day last.
    private static int Serial(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        return (y * 365) + (y / 4) - (y / 100) + (y / 400) + dayOfYear - DaysToEpoch + EpochSerial;
    }

    private static bool Write(int serial, long milliseconds, Span<byte> target, out int written)
    {
        Utf8Formatter.TryFormat(serial, target, out written);

        if (milliseconds == 0)
        {
            return true;
        }

        var fraction = ((milliseconds * Scale) + (MillisecondsPerDay / 2)) / MillisecondsPerDay;
        target[written] = (byte)'.';

        for (var digit = written + 10; digit > written; digit--)
        {
            target[digit] = (byte)('0' + (fraction % 10));
            fraction /= 10;
        }

        written += 11;
        return true;
    }

    /// <summary>Far below zero when one of them is no digit.</summary>
    private static int Digits(ReadOnlySpan<byte> text, int start, int count)
    {
        var value = 0;

        for (var i = start; i < start + count; i++)
        {
            var digit = text[i] - '0';

            if ((uint)digit > 9)
            {
                return -10_000;
            }

            value = (value * 10) + digit;
        }

        return value;
    }
}
