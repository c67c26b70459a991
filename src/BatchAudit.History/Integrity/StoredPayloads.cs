using System.Buffers.Binary;
using System.IO.Compression;

namespace BatchAudit.History.Integrity;

/// <summary>Bodies as they are stored, each held against its name before it is given out.</summary>
internal sealed class StoredPayloads(IKeptHistory kept)
{
    private const int TrailerLength = 4;

    // Deflate packs 1,032 bytes of one kind into one at best.
    private const long MaxGrowth = 1032;

    /// <param name="check">Otherwise the body is left alone: nobody needs it.</param>
    /// <returns>Null: the body was dropped. Empty when it was not to be checked.</returns>
    /// <exception cref="AuditException">Verification: there is none, or it is not the one that its name says.</exception>
    public ReadOnlyMemory<byte>? Read(string sha256, bool check) => kept.FindPayload(sha256) switch
    {
        null => throw Wrong(sha256, "is missing"),
        { Kind: CellKind.Null } => (ReadOnlyMemory<byte>?)null,
        _ when !check => ReadOnlyMemory<byte>.Empty,
        { Encoding: Payload.Encoding, Kind: CellKind.Bytes, Body: var packed } => Unpack(sha256, packed),
        _ => throw Wrong(sha256, "is in no encoding that is known"),
    };

    private static ReadOnlyMemory<byte> Unpack(string sha256, byte[] packed)
    {
        if (packed.Length < TrailerLength)
        {
            throw Wrong(sha256, "is cut off");
        }

        // The stream would pass over anything that was added behind it; but it ends with its own size. That is anybody's word: room
        // is made for no more than an answer can be, and no more than so many bytes can hold.
        var size = BinaryPrimitives.ReadUInt32LittleEndian(packed.AsSpan()[^TrailerLength..]);

        if (size > Math.Min(Payload.MaxBytes, packed.Length * MaxGrowth))
        {
            throw Wrong(sha256, FormattableString.Invariant($"says that it is of {size} bytes, which it cannot be"));
        }

        var body = new byte[size];
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        var isWhole = gzip.ReadAtLeast(body, body.Length, throwOnEndOfStream: false) == body.Length && gzip.ReadByte() < 0;

        return isWhole && Payload.Digest(body) == sha256 ? body : throw Wrong(sha256, "has another hash than its name");
    }

    private static AuditException Wrong(string sha256, string found) => new(FailureKind.Verification, $"Payload {sha256} {found}.");
}
