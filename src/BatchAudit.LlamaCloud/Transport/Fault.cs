using System.Net.Sockets;
using System.Security.Authentication;

namespace BatchAudit.LlamaCloud.Transport;

/// <summary>Why no answer came, as far as it says which setting to look at.</summary>
internal enum Fault
{
    /// <summary>Passing, as far as one can see.</summary>
    Passing,

    /// <summary>Nothing listens there.</summary>
    Refused,

    /// <summary>No address is known for the host's name.</summary>
    UnknownHost,

    /// <summary>The server's certificate is not trusted. Asking again cannot help.</summary>
    Certificate,

    /// <summary>The two do not come to an encrypted connection: as a rule, the server does not speak TLS on that port.</summary>
    Encryption,
}

/// <summary>From what the runtime throws to a <see cref="Fault"/>.</summary>
internal static class Faults
{
    public static Fault Of(Exception failure) => failure switch
    {
        // Of a certificate the runtime says so in the message only; every other failure to agree has a cause in the system's library.
        AuthenticationException { InnerException: null } tls when tls.Message.Contains("certificate", StringComparison.Ordinal) => Fault.Certificate,
        AuthenticationException => Fault.Encryption,
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Fault.Refused,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery } => Fault.UnknownHost,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => Fault.UnknownHost,
        { InnerException: { } cause } => Of(cause),
        _ => Fault.Passing,
    };

    /// <summary>What to look at.</summary>
    public static string Hint(Fault fault) => fault switch
    {
        Fault.Refused => "Nothing listens there: check the base URL, with its port, and the proxy.",
        Fault.UnknownHost => "Check the spelling of the base URL, the network, and the proxy.",
        Fault.Certificate =>
            "If the certificate is of your company's own authority, put the authority's certificate into the system's store, or name its file (PEM) in SSL_CERT_FILE;"
            + " if not, somebody else may answer there.",
        Fault.Encryption => "Check the base URL: whether that port speaks TLS at all.",
        _ => "Check the network, the proxy and the base URL, then run again.",
    };
}
