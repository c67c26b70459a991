using System.Collections.Immutable;
using System.Text;

namespace BatchAudit.Redacting;

/// <summary>
/// The one place that takes secrets out of what others wrote: error texts of servers, proxies and the runtime. It knows the
/// secrets of this run, and how secrets of others look. A secret is added as soon as it is known, and before it is sent anywhere.
/// </summary>
public sealed class Redaction
{
    /// <summary>The body of a failure that is longer is no message, and is not kept: megabytes are not searched for everything that looks like a secret.</summary>
    private const int LongestSearched = 1 << 20;

    private readonly HashSet<(string Name, string Value)> _added = [];
    private ImmutableArray<Secret> _secrets = [];

    /// <param name="key">White space around it is no part of it; nothing happens when nothing is left.</param>
    public void AddKey(string? key) => Add("API key", "[key]", key);

    public void AddWebhookSecret(string? secret) => Add("webhook secret", "[webhook secret]", secret);

    /// <param name="address">The proxy's, as a variable says it; nothing happens when there is no login in it.</param>
    public void AddProxy(string? address)
    {
        // The variables of one proxy mostly say the same.
        if (address is null || !_added.Add(("proxy", address)))
        {
            return;
        }

        foreach (var secret in UrlLogin.SecretsOf(address, "proxy's login", "[proxy login]"))
        {
            Add(secret);
        }
    }

    /// <summary>For texts of ours with something of others in it. A second time changes nothing.</summary>
    public string Of(string text) => Without(text, foreign: false);

    /// <summary>For texts that are wholly another's: names of users go, too, which in a text of ours may be a word like any other.</summary>
    public string OfForeign(string text) => Without(text, foreign: true);

    /// <returns>The same failure where there is nothing to take out. A body with a secret in it is left out as a whole: evidence is never edited.</returns>
    public AuditException Of(AuditException failure)
    {
        var message = Of(failure.Message);
        var hint = failure.Hint is { } said ? Of(said) : null;
        var body = failure.Body is { } kept && IsClean(kept.Span) ? failure.Body : null;

        return message == failure.Message && hint == failure.Hint && body.HasValue == failure.Body.HasValue
            ? failure
            : new AuditException(failure.Kind, message, hint, failure.InnerException) { Body = body };
    }

    /// <summary>Which secret of this run an answer repeats: <c>API key</c>. Null when none.</summary>
    public string? Repeated(ReadOnlySpan<byte> body)
    {
        var plain = JsonEscapes.Undone(body);

        foreach (var secret in _secrets)
        {
            if (secret.IsIn(body) || secret.IsIn(plain))
            {
                return secret.Name;
            }
        }

        return null;
    }

    /// <summary>Whether the body of a failure can be kept as evidence: nothing would have to be taken out of it.</summary>
    public bool IsClean(ReadOnlySpan<byte> body)
    {
        if (body.Length > LongestSearched || Repeated(body) is not null)
        {
            return false;
        }

        var text = Encoding.UTF8.GetString(body);
        return OfForeign(text) == text;
    }

    private string Without(string text, bool foreign)
    {
        foreach (var secret in _secrets)
        {
            text = secret.TakenOutOf(text, foreign);
        }

        return SecretPatterns.TakenOutOf(text);
    }

    private void Add(string name, string label, string? value)
    {
        if (value?.Trim() is { Length: > 0 } secret && _added.Add((name, secret)))
        {
            Add(new Secret(name, label, Secret.FormsOf(secret)));
        }
    }

    /// <summary>The longest first: a shorter one may be a part of it.</summary>
    private void Add(Secret secret) => _secrets = [.. _secrets.Append(secret).OrderByDescending(one => one.Longest)];
}
