using System.IO.Compression;
using System.Security.Cryptography;

namespace BatchAudit;

/// <summary>An answer's body as the history keeps it: named by its digest, and compressed.</summary>
/// <param name="Sha256">Of the body before compression; 64 lower-case hex digits.</param>
/// <param name="Packed">The body as a gzip stream, which an auditor opens with any tool.</param>
public sealed record Payload(string Sha256, ReadOnlyMemory<byte> Packed)
{
    public const string Encoding = "gzip";

    /// <summary>No answer is longer, before it is packed: the client reads no more.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Of a body without a byte, for which .NET writes nothing at all: header, one empty block, checksum and size.</summary>
    private static readonly byte[] Empty = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    public static Payload Pack(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
        {
            return new Payload(Digest([]), Empty);
        }

        using var packed = new MemoryStream(body.Length / 4);

        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body.Span);
        }

        return new Payload(Digest(body.Span), packed.GetBuffer().AsMemory(0, (int)packed.Length));
    }

    /// <returns>64 lower-case hex digits.</returns>
    public static string Digest(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body));
}
