using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace BatchAudit.History.Integrity;

/// <summary>What makes an observation's hash, and so the chain: no column can change without every later hash changing.</summary>
internal static class ChainHash
{
    /// <summary>Stands before the first observation.</summary>
    public const string Beginning = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <returns>
    /// SHA-256, as 64 lower-case hex digits, over the previous hash's 32 bytes and then each column as UTF-8 behind its length
    /// in bytes (4 bytes, big-endian; −1 for null), so that no two rows have the same canonical form.
    /// </returns>
    public static string Of(string previousHash, ObservationRow row)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Convert.FromHexString(previousHash));

        Append(hash, Text(row.Seq));
        Append(hash, Text(row.RunId));
        Append(hash, row.Kind);
        Append(hash, row.Subject);
        Append(hash, row.ObservedAt);
        Append(hash, Text(row.ObservedMs));
        Append(hash, row.PayloadSha256);

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Append(IncrementalHash hash, string? column)
    {
        var bytes = column is null ? [] : Encoding.UTF8.GetBytes(column);
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, column is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

/// <summary>A row of <c>observation</c> without its hashes.</summary>
internal sealed record ObservationRow(
    long Seq, long RunId, string Kind, string Subject, string ObservedAt, long ObservedMs, string? PayloadSha256)
{
    /// <summary>As it is read: the columns in the order above, then both hashes.</summary>
    public static TableShape WithHashes { get; } = new(
        "observation", ["seq", "run_id", "kind", "subject", "observed_at", "observed_ms", "payload_sha256", "previous_hash", "hash"], ["seq"]);
}
