using System.Security.Cryptography;

namespace BatchAudit.Reporting.Manifests;

/// <summary>A file's bytes, in short.</summary>
/// <param name="Sha256">64 lower-case hex digits.</param>
internal sealed record FileDigest(long Bytes, string Sha256)
{
    /// <summary>Read from the disk once more, streaming: what is vouched for is what is there.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static FileDigest Of(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        return new FileDigest(file.Length, Convert.ToHexStringLower(SHA256.HashData(file)));
    }
}
