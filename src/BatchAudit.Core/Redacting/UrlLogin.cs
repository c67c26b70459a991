namespace BatchAudit.Redacting;

/// <summary>The user and the password in an address, written as people write them: percent-encoded or not, with or without a scheme.</summary>
internal static class UrlLogin
{
    /// <summary>Empty when the address has no login.</summary>
    public static IEnumerable<Secret> SecretsOf(string? address, string name, string label)
    {
        // Up to the last '@', as the runtime reads it: a password may have one, too.
        var end = address?.LastIndexOf('@') ?? -1;

        if (end < 0)
        {
            yield break;
        }

        var start = address!.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme && scheme < end ? scheme + 3 : 0;
        string[] logins = [.. WaysToWrite(address[start..end].Trim().TrimStart('/')).Distinct(StringComparer.Ordinal)];
        string[] passwords = [.. logins.Select(PasswordOf).Where(password => password.Length > 0)];
        string[] users = [.. logins.Select(UserOf).Where(user => user.Length > 0)];

        if (passwords.Length + users.Length == 0)
        {
            yield break;
        }

        // Where there is no password, the user is the secret: a token.
        yield return new Secret(name, label, logins.SelectMany(Secret.FormsOf));

        if (passwords.Length > 0)
        {
            yield return new Secret(name, label, passwords.SelectMany(Secret.FormsOf));
        }

        if (passwords.Length > 0 && users.Length > 0)
        {
            yield return new Secret(name, label, users, isUserName: true);
        }
    }

    private static IEnumerable<string> WaysToWrite(string login)
    {
        var plain = Uri.UnescapeDataString(login);
        var escaped = $"{Uri.EscapeDataString(UserOf(plain))}:{Uri.EscapeDataString(PasswordOf(plain))}";

        yield return login;
        yield return plain;

        if (plain.Contains(':', StringComparison.Ordinal))
        {
            yield return escaped;
            // The runtime's messages show an address half decoded.
            yield return Uri.TryCreate($"http://{escaped}@proxy/", UriKind.Absolute, out var uri) ? uri.ToString()["http://".Length..^"@proxy/".Length] : plain;
        }
    }

    private static string UserOf(string login) => login.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? login[..colon] : login;

    private static string PasswordOf(string login) => login.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? login[(colon + 1)..] : "";
}
