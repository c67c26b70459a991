using System.Security.Cryptography;
using BatchAudit.Files;

namespace BatchAudit.Reporting.Manifests;

/// <summary>A file's bytes, in short.</summary>
/// <param name="Sha256">64 lower-case hex digits.</param>
internal sealed record FileDigest(long Bytes, string Sha256)
{
    /// <summary>
    /// How long the file is, or the one that a link leads to. A pipe or a device has no length: what is said to be empty is not
    /// opened, for to open it could wait for ever, and to read it could never end.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static long LengthOf(string path) => new FileInfo(Place.Resolve(path)).Length;

    /// <summary>Read from the disk once more, streaming: what is vouched for is what is there.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileDigest Of(string path)
    {
        if (LengthOf(path) == 0)
        {
            return new FileDigest(0, Payload.Digest([]));
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return new FileDigest(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
