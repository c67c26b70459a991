using System.Net;
using System.Text.RegularExpressions;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>The server's address as requests are made from it.</summary>
internal static partial class Endpoint
{
    /// <returns>With scheme, perhaps with a path, never with a trailing slash, nor with the <c>/api</c> that every call begins with.</returns>
    /// <exception cref="AuditException">Configuration: no address can be made of it.</exception>
    public static string Normalise(string? baseUrl)
    {
        if (string.IsNullOrWhiteSpace(baseUrl))
        {
            return LlamaCloudOptions.DefaultBaseUrl;
        }

        var text = baseUrl.Trim();
        // Looked for by hand: Uri takes the host of "localhost:8080" for a scheme.
        var address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;

        // What could be a password is refused without being repeated.
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri.Host.Length > 0
            && uri is { UserInfo: "", Query: "", Fragment: "" }
                ? StartOfCalls().Replace(uri.GetLeftPart(UriPartial.Path), "")
                : throw new AuditException(
                    FailureKind.Configuration,
                    text.Contains('@', StringComparison.Ordinal)
                        ? "The base URL cannot be used: it has an '@' in it."
                        : PrintableText.Of($"'{text}' cannot be used as the base URL."),
                    $"Write it like {LlamaCloudOptions.DefaultBaseUrl}, without user name, query or fragment.");
    }

    /// <param name="proxy">As the runtime would choose one; null for none at all.</param>
    /// <exception cref="AuditException">Configuration: the key would leave this machine in clear text.</exception>
    public static void RequireEncrypted(string baseUrl, IWebProxy? proxy)
    {
        var uri = new Uri(baseUrl);

        if (uri.Scheme != Uri.UriSchemeHttp)
        {
            return;
        }

        if (!IsLoopback(uri))
        {
            throw ClearText($"The base URL {baseUrl} is plain http: the key would cross the network in clear text.");
        }

        // The runtime sends calls to this machine, too, through a proxy, unless NO_PROXY names it.
        if (proxy?.IsBypassed(uri) == false && proxy.GetProxy(uri) is { } through && !IsLoopback(through))
        {
            throw ClearText(
                $"The base URL {baseUrl} is plain http, and calls go through the proxy {through.Authority}: the key would cross the network in clear text.",
                $"Set NO_PROXY={uri.Host}, ");
        }
    }

    /// <summary>Judged by the address that the runtime makes of it, so that 0x7f.1 is one and 127.0.0.1.example.org is none.</summary>
    private static bool IsLoopback(Uri uri) => IPAddress.TryParse(uri.IdnHost, out var address)
        ? IPAddress.IsLoopback(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address)
        : uri.IdnHost.Equals("localhost", StringComparison.OrdinalIgnoreCase);

    private static AuditException ClearText(string message, string instead = "Use https, ") => new(
        FailureKind.Configuration,
        PrintableText.Of(message),
        instead + "or say with --allow-http, or BATCH_AUDIT_ALLOW_HTTP=true, that the network may be trusted with the key.");

    /// <summary>Addresses are copied with it, for every call in the vendor's documentation has it.</summary>
    [GeneratedRegex("(/api(/v[12])?)?/*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartOfCalls();
}
