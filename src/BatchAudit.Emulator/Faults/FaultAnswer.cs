using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace BatchAudit.Emulator;

/// <summary>Answers in place of the true ones, and headers beside them.</summary>
internal static class FaultAnswer
{
    private const int ChunkBytes = 1 << 16;

    public static bool Replaces(FaultRule rule) =>
        rule.Status is not null || rule.Body is not null || rule.Json is not null || rule.Html || rule.BodyBytes is not null;

    public static void AddHeaders(HttpResponse response, FaultRule? rule, DateTimeOffset now)
    {
        if (rule is null)
        {
            return;
        }

        foreach (var (name, value) in rule.Headers)
        {
            response.Headers[name] = value;
        }

        if (rule.RetryAfter is not null)
        {
            response.Headers.RetryAfter = rule.RetryAfter;
        }

        if (rule.RetryAfterDate is { } ahead)
        {
            response.Headers.RetryAfter = (now + ahead).ToString("R", CultureInfo.InvariantCulture);
        }
    }

    public static async Task SendAsync(
        HttpResponse response, FaultRule rule, DateTimeOffset now, CancellationToken cancellationToken)
    {
        response.StatusCode = rule.Status ?? 200;
        response.ContentType = rule.Html ? "text/html; charset=utf-8" : "application/json";
        AddHeaders(response, rule, now);
        if (rule.BodyBytes is { } bytes)
        {
            await SendPaddedAsync(response, bytes, cancellationToken);
            return;
        }

        var body = Encoding.UTF8.GetBytes(TextOf(rule, response.StatusCode));
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, cancellationToken);
    }

    private static string TextOf(FaultRule rule, int status) =>
        rule.Body ?? rule.Json?.GetRawText() ?? (rule.Html ? HtmlOf(status) : $$"""{"detail":"{{DetailOf(status)}}"}""");

    private static string HtmlOf(int status) =>
        $"<html><head><title>{status}</title></head><body><center><h1>{status} {DetailOf(status)}</h1></center></body></html>";

    private static string DetailOf(int status) => status switch
    {
        401 => "Invalid API Key",
        402 => "Insufficient credits",
        403 => "Not allowed in this project",
        404 => "Not Found",
        408 => "Request timed out",
        409 => "Conflict",
        429 => "Rate limit exceeded",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        >= 500 => "An unexpected error occurred. Correlation ID: 7d0f6f0c-6a4c-4a52-9f8e-0d6b1f1f5a11",
        _ => "Bad Request",
    };

    private static async Task SendPaddedAsync(HttpResponse response, long bytes, CancellationToken cancellationToken)
    {
        response.ContentLength = bytes;
        var chunk = new byte[ChunkBytes];
        Array.Fill(chunk, (byte)' ');
        for (var left = bytes; left > 0;)
        {
            var length = (int)Math.Min(left, ChunkBytes);
            left -= length;
            if (left == 0)
            {
                "{}"u8[..Math.Min(2, length)].CopyTo(chunk.AsSpan(Math.Max(0, length - 2)));
            }

            await response.Body.WriteAsync(chunk.AsMemory(0, length), cancellationToken);
        }
    }
}
