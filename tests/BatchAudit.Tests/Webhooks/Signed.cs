using System.Security.Cryptography;
using System.Text;

namespace BatchAudit.Tests.Webhooks;

/// <summary>Webhooks as the vendor sends them.</summary>
internal static class Signed
{
    public const string Secret = "whsec-canary-91d2e6";

    public static byte[] SecretBytes { get; } = Encoding.UTF8.GetBytes(Secret);

    public static string SignatureOf(string body) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(SecretBytes, Encoding.UTF8.GetBytes(body)))}";

    public static string Event(string eventId, string type, string batchId) =>
        $$"""{ "event_id": "{{eventId}}", "event_type": "{{type}}", "timestamp": 1777932000.25, "data": { "id": "{{batchId}}", "status": "RUNNING" } }""";

    /// <summary>In the output format that is the usual one.</summary>
    public static string AsString(string json) => System.Text.Json.JsonSerializer.Serialize(json);

    /// <param name="signature">Null for none.</param>
    public static HttpRequestMessage Request(Uri address, string body, string? signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

        if (signature is not null)
        {
            request.Headers.Add("LC-Signature", signature);
        }

        return request;
    }
}
