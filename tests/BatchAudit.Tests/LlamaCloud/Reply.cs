using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BatchAudit.Tests.LlamaCloud;

/// <summary>An answer byte by byte, so that it can also be a wrong one.</summary>
internal sealed record Reply(int Status, byte[] Body)
{
    public string Headers { get; init; } = "";

    /// <summary>As announced; null for the true length.</summary>
    public int? Length { get; init; }

    public static Reply Json(string json) => new(200, Encoding.UTF8.GetBytes(json));

    public static Reply Of(int status, string body = "", string headers = "") =>
        new(status, Encoding.UTF8.GetBytes(body)) { Headers = headers.Length == 0 ? "" : headers + "\r\n" };

    public static Reply Gzip(string json)
    {
        using var compressed = new MemoryStream();

        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json));
        }

        return new Reply(200, compressed.ToArray()) { Headers = "Content-Encoding: gzip\r\n" };
    }

    public async Task WriteAsync(Stream stream, CancellationToken cancellationToken)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {Status} Whatever\r\nConnection: close\r\nContent-Length: {Length ?? Body.Length}\r\n{Headers}\r\n");
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), cancellationToken);
        await stream.WriteAsync(Body, cancellationToken);
    }
}
