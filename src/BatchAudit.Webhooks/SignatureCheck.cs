using System.Security.Cryptography;
using Microsoft.Extensions.Primitives;

namespace BatchAudit.Webhooks;

/// <summary>
/// Checks <c>LC-Signature: sha256=…</c>, the HMAC-SHA256 of the body as received, in hexadecimal digits (contract, section 5.2).
/// No time is signed: whoever has recorded a notice can send it again, which is why a notice is only a hint.
/// </summary>
internal sealed class SignatureCheck(byte[]? secret, bool allowUnsigned)
{
    public const string Header = "LC-Signature";

    private const string Scheme = "sha256=";

    /// <param name="signature">The header as it came: missing, or several times, too.</param>
    /// <returns>Why the notice is not to be trusted; null when it is.</returns>
    public string? FaultOf(StringValues signature, ReadOnlySpan<byte> body)
    {
        if (allowUnsigned && (secret is null || signature.Count == 0))
        {
            return null;
        }

        if (secret is null || signature.Count == 0)
        {
            return $"There is no {Header}.";
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];

        if (signature.Count > 1 || !TryRead(signature[0], given))
        {
            return $"{Header} is not one '{Scheme}' with {2 * HMACSHA256.HashSizeInBytes} hexadecimal digits.";
        }

        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, body, expected);

        // In constant time: how long the answer takes must not tell how much of a guess was right.
        return CryptographicOperations.FixedTimeEquals(expected, given) ? null : $"{Header} does not match.";
    }

    private static bool TryRead(string? signature, Span<byte> given) =>
        signature is not null
        && signature.Length == Scheme.Length + (2 * given.Length)
        && signature.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && Convert.FromHexString(signature.AsSpan(Scheme.Length), given, out _, out _) is System.Buffers.OperationStatus.Done;
}
