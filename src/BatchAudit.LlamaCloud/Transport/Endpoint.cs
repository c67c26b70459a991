namespace BatchAudit.LlamaCloud.Transport;

/// <summary>The server's address as requests are made from it.</summary>
internal static class Endpoint
{
    /// <returns>With scheme, perhaps with a path, never with a trailing slash.</returns>
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
                ? uri.GetLeftPart(UriPartial.Path).TrimEnd('/')
                : throw new AuditException(
                    FailureKind.Configuration,
                    text.Contains('@', StringComparison.Ordinal)
                        ? "The base URL cannot be used: it has an '@' in it."
                        : PrintableText.Of($"'{text}' cannot be used as the base URL."),
                    $"Write it like {LlamaCloudOptions.DefaultBaseUrl}, without user name, query or fragment.");
    }
}
