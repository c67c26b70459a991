using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace BatchAudit.Emulator;

/// <summary>An HTTP client that connects to this machine and nowhere else, whatever a URL, a name server, a proxy or a redirect says.</summary>
internal static class LoopbackClient
{
    /// <summary>As long as the vendor waits for an answer. By the real clock: it is the receiver's time, not the scenario's.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static bool IsLoopback(Uri url) => AddressesOf(url.DnsSafeHost) is { Length: > 0 };

    [SuppressMessage("Reliability", "CA2000", Justification = "Disposing the client disposes its handler.")]
    public static HttpClient Create() => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ConnectCallback = ConnectAsync,
    })
    {
        Timeout = Patience,
    };

    /// <summary>Names are not looked up: <c>localhost</c> could be made to lead elsewhere, too.</summary>
    private static IPAddress[] AddressesOf(string host) =>
        host == "localhost" ? [IPAddress.Loopback, IPAddress.IPv6Loopback]
        : IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address) ? [address]
        : [];

    [SuppressMessage("Reliability", "CA2000", Justification = "The stream owns its socket.")]
    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = AddressesOf(context.DnsEndPoint.Host);

        foreach (var address in addresses)
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

            try
            {
                await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (SocketException) when (address != addresses[^1])
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }

        throw new HttpRequestException($"'{context.DnsEndPoint.Host}' is not on this machine.");
    }
}
