using System.Buffers;
using System.Globalization;
using System.Net;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>
/// Reads the answer to its end within the attempt, so that one that breaks off is asked for again like any other failure.
/// </summary>
internal sealed class WholeBodyHandler(int maxBytes, TimeProvider time) : DelegatingHandler
{
    private const int FirstBuffer = 1 << 16;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);

        try
        {
            using var content = response.Content;
            var body = await ReadAsync(content, request, cancellationToken);
            response.Content = new ReceivedContent(body, time.GetUtcNow());
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private async Task<byte[]> ReadAsync(HttpContent content, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > maxBytes)
        {
            throw TooLong(request);
        }

        var stream = await content.ReadAsStreamAsync(cancellationToken);
        await using (stream.ConfigureAwait(false))
        {
            if (content.Headers.ContentLength is { } announced)
            {
                var exact = new byte[announced];
                await stream.ReadExactlyAsync(exact, cancellationToken);
                return exact;
            }

            return await ReadToEndAsync(stream, request, cancellationToken);
        }
    }

    /// <summary>For bodies that come compressed or in chunks, whose length is known only at their end.</summary>
    private async Task<byte[]> ReadToEndAsync(Stream stream, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);

        try
        {
            var length = 0;

            while (await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var count)
            {
                length += count;

                if (length > maxBytes)
                {
                    throw TooLong(request);
                }

                if (length == buffer.Length)
                {
                    var larger = ArrayPool<byte>.Shared.Rent(2 * length);
                    buffer.AsSpan(0, length).CopyTo(larger);
                    ArrayPool<byte>.Shared.Return(buffer);
                    buffer = larger;
                }
            }

            return buffer[..length];
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private AuditException TooLong(HttpRequestMessage request) => new(
        FailureKind.BadAnswer,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Connection.SubjectOf(request)}: the answer to GET {request.RequestUri!.AbsolutePath} is longer than {maxBytes:N0} bytes"),
        "No batch is that large: check that the base URL leads to LlamaCloud.");
}

/// <summary>A body that is wholly here.</summary>
internal sealed class ReceivedContent(byte[] body, DateTimeOffset receivedAt) : HttpContent
{
    public ReadOnlyMemory<byte> Body => body;

    public DateTimeOffset ReceivedAt => receivedAt;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(body, 0, body.Length);

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
