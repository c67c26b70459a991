using System.Net;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>Tells an answer of the service from one of another server: a proxy, a gateway, or whatever a wrong base URL leads to.</summary>
internal static class ForeignServer
{
    /// <param name="asked">The address that was sent.</param>
    /// <param name="response">With its body received.</param>
    public static bool Is(Call call, Uri asked, HttpResponseMessage response)
    {
        var body = ((ReceivedContent)response.Content).Body.Span.Trim(" \t\r\n"u8);
        var isJson = body is [(byte)'{' or (byte)'[', ..];
        // The service's own words about a path that it does not know; about an id it has others.
        var isNoPath = body.SequenceEqual("""{"detail":"Not Found"}"""u8) && !asked.AbsolutePath.StartsWith("/api/", StringComparison.Ordinal);

        return response.StatusCode switch
        {
            HttpStatusCode.ProxyAuthenticationRequired => true,
            HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone => call.IsEverywhere || isNoPath || !isJson,
            >= HttpStatusCode.OK and < HttpStatusCode.BadRequest => !isJson,
            _ => false,
        };
    }
}
