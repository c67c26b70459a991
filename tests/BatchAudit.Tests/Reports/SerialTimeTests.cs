using System.Globalization;
using System.Text;
using BatchAudit.Reports.Workbook;

namespace BatchAudit.Tests.Reports;

public sealed class SerialTimeTests
{
    [Fact]
    public void A_serial_is_the_instant_to_the_millisecond()
    {
        const int seed = 1900;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var first = new DateTime(1900, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        var span = (new DateTime(9999, 12, 31, 23, 59, 59, 999, DateTimeKind.Utc) - first).Ticks / TimeSpan.TicksPerMillisecond;

        for (var i = 0; i < 20_000; i++)
        {
            var time = first.AddMilliseconds(random.NextInt64(span + 1));
            Assert.Equal(time, DateTime.FromOADate(double.Parse(Serial(UtcText.Of(new DateTimeOffset(time)))!, CultureInfo.InvariantCulture)));
        }
    }

    [Theory]
    [InlineData("1900-03-01T00:00:00.000Z", "61")]
    [InlineData("2000-02-29T12:00:00.000Z", "36585.5000000000")]
    [InlineData("2026-05-01T23:59:59.999Z", "46143.9999999884")]
    [InlineData("9999-12-31T00:00:00.000Z", "2958465")]
    public void Known_days_have_their_known_numbers(string text, string serial) => Assert.Equal(serial, Serial(text));

    [Theory]
    [InlineData("")]
    [InlineData("1900-02-28T00:00:00.000Z")]
    [InlineData("1899-12-31T00:00:00.000Z")]
    [InlineData("0000-01-31T00:00:00.000Z")]
    [InlineData("2023-02-29T00:00:00.000Z")]
    [InlineData("2026-13-01T00:00:00.000Z")]
    [InlineData("2026-00-01T00:00:00.000Z")]
    [InlineData("2026-05-00T00:00:00.000Z")]
    [InlineData("2026-05-32T00:00:00.000Z")]
    [InlineData("2026-05-01T24:00:00.000Z")]
    [InlineData("2026-05-01T00:60:00.000Z")]
    [InlineData("2026-05-01T00:00:60.000Z")]
    [InlineData("2026-05-01T00:00:0a.000Z")]
    [InlineData("2026-05-01T00:00:00.0-1Z")]
    [InlineData("2026-05-01T00:00:00.000z")]
    [InlineData("2026-05-01T00:00:00Z")]
    [InlineData("+2026-5-01T00:00:00.000Z")]
    public void What_is_no_time_or_none_that_Excel_counts_right_is_no_serial(string text) => Assert.Null(Serial(text));

    private static string? Serial(string text)
    {
        Span<byte> serial = stackalloc byte[SerialTime.MaxBytes];
        return SerialTime.TryWrite(Encoding.UTF8.GetBytes(text), serial, out var written) ? Encoding.UTF8.GetString(serial[..written]) : null;
    }
}
