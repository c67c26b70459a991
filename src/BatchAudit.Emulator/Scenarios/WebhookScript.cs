using System.Text.RegularExpressions;

namespace BatchAudit.Emulator;

/// <summary>
/// Where a batch's events go, named as the vendor's API names it. From a scenario or from <c>POST /api/v2/batches</c>; an event that
/// lies before the emulator's start is not sent.
/// </summary>
public sealed partial record WebhookScript
{
    /// <summary>On this machine: <c>localhost</c> or an address such as 127.0.0.1. The emulator sends nowhere else.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>Such as <c>batch.success</c>; null means all.</summary>
    public IReadOnlyList<string>? WebhookEvents { get; set; }

    /// <summary>Sent along.</summary>
    public IReadOnlyDictionary<string, string>? WebhookHeaders { get; set; }

    /// <summary><c>string</c>, which null means, too: the object inside a JSON string; or <c>json</c>.</summary>
    public string? WebhookOutputFormat { get; set; }

    /// <summary>What the body is signed with; null leaves it unsigned.</summary>
    public string? WebhookSigningSecret { get; set; }

    /// <summary>The URL without a login and without what may be secret in a query.</summary>
    internal string Place => new Uri(WebhookUrl!).GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    internal bool IsString => WebhookOutputFormat is null or "string";

    internal bool Wants(string eventType) => WebhookEvents?.Contains(eventType) ?? true;

    /// <returns>What is wrong with it, and with which field; null when nothing is.</returns>
    internal (string Field, string Sentence)? Fault()
    {
        if (!Uri.TryCreate(WebhookUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            return ("webhook_url", "Input should be a valid URL");
        }

        if (!LoopbackClient.IsLoopback(url))
        {
            return ("webhook_url", "the emulator delivers to loopback addresses only, such as http://127.0.0.1:8485");
        }

        if (WebhookOutputFormat is not (null or "string" or "json"))
        {
            return ("webhook_output_format", "Input should be 'string' or 'json'");
        }

        return (WebhookHeaders ?? new Dictionary<string, string>()).Any(header => !Name().IsMatch(header.Key) || header.Value.Any(char.IsControl))
            ? ("webhook_headers", "Input should be names and values of HTTP headers")
            : null;
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+.^_`|~-]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
