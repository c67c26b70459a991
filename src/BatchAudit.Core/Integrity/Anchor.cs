using System.Globalization;

namespace BatchAudit.Integrity;

/// <summary>What the head of the chain was at some time, noted where whoever can change the history cannot.</summary>
/// <param name="NotedAt">By our clock, when it was noted.</param>
/// <param name="Head">The hash of observation <paramref name="Seq"/>.</param>
public sealed record Anchor(long Seq, DateTimeOffset NotedAt, string Head)
{
    private const int HashLength = 64;

    /// <returns>Null when the line is none that <see cref="ToString"/> wrote.</returns>
    public static Anchor? Parse(string line)
    {
        if (line.Split(' ') is not [var seq, var at, var head]
            || !long.TryParse(seq, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number < 1 || head.Length != HashLength || !head.All(char.IsAsciiHexDigitLower))
        {
            return null;
        }

        return UtcText.TryParse(at, out var time) ? new Anchor(number, time, head) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Seq} {UtcText.Of(NotedAt)} {Head}");
}
