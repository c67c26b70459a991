using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace BatchAudit.Emulator;

/// <summary>Puts a true answer on the wire, whole or as a fault would have it.</summary>
internal static class AnswerSender
{
    public static async Task SendAsync(HttpContext context, Call call, bool gzip)
    {
        var response = context.Response;
        var body = call.Answer.Body;
        response.StatusCode = call.Status;
        response.ContentType = "application/json";
        FaultAnswer.AddHeaders(response, call.Fault, call.Now);
        if (call.Status == 401)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (call.Fault is { BadGzip: true })
        {
            response.Headers.ContentEncoding = "gzip";
        }
        else if (gzip && context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.ContentEncoding = "gzip";
            body = Compressed(body);
        }

        response.ContentLength = body.Length;
        if (call.Fault?.TruncateAt is { } kept && kept < body.Length)
        {
            await response.Body.WriteAsync(body[..kept], context.RequestAborted);
            await response.Body.FlushAsync(context.RequestAborted);
            context.Abort();
            return;
        }

        await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static ReadOnlyMemory<byte> Compressed(ReadOnlyMemory<byte> body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body.Span);
        }

        return compressed.ToArray();
    }
}
