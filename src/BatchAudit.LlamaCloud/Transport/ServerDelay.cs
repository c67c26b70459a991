using System.Globalization;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>How long the server asks to wait. It says that it never does (contract, section 4.6), but gateways do.</summary>
internal static class ServerDelay
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(120);

    /// <returns>At most 120 s; null when nothing usable was said, zero and the past included.</returns>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var delay = Number(response, "Retry-After-Ms") / 1000 ?? Number(response, "Retry-After") ?? UntilDate(response, time);

        return delay > 0 ? TimeSpan.FromSeconds(Math.Min(delay.Value, Longest.TotalSeconds)) : null;
    }

    private static double? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && double.TryParse(values.First(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static double? UntilDate(HttpResponseMessage response, TimeProvider time) =>
        response.Headers.RetryAfter?.Date is { } date
            // By the server's own clock, where it shows it: ours may be wrong.
            ? (date - (response.Headers.Date ?? time.GetUtcNow())).TotalSeconds
            : null;
}
