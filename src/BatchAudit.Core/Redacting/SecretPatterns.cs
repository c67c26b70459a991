using System.Text.RegularExpressions;

namespace BatchAudit.Redacting;

/// <summary>
/// How secrets look that nobody has told us of. Each pattern is bounded, so that a server cannot make it search for hours, and
/// passes over what it has put in a secret's place.
/// </summary>
internal static partial class SecretPatterns
{
    private const RegexOptions AnyCase = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private static readonly (Regex Pattern, string Instead)[] All =
    [
        (KnownLogin(), ""),
        (UserInfo(), "$1"),
        (OddUserInfo(), "$1"),
        (UserInfoWithoutScheme(), "//"),
        (Header(), "$1[…]"),
        (BearerToken(), "$1[…]"),
        (BasicCredentials(), "$1[…]"),
        (QueryValue(), "$1[…]"),
        (WebToken(), "[…]"),
        (Key(), "llx-…"),
    ];

    public static string TakenOutOf(string text)
    {
        foreach (var (pattern, instead) in All)
        {
            text = pattern.Replace(text, instead);
        }

        return text;
    }

    /// <summary>A login of this run that was taken out of an address: the address is whole without it.</summary>
    [GeneratedRegex("""(?<=//|\s|'|^)(?:[^\s/?#@"<>]{1,256}:)?\[proxy login\]@""", AnyCase)]
    private static partial Regex KnownLogin();

    /// <summary>Up to the last <c>@</c> before path, query or fragment; also in an address that is percent-encoded, or inside JSON.</summary>
    [GeneratedRegex("""(:(?://|\\/\\/)|%3A%2F%2F)(?!…@)[^\s/?#"<>]{1,512}(?:@|%40)""", AnyCase)]
    private static partial Regex UserInfo();

    /// <summary>With <c>/</c>, <c>?</c> or <c>#</c> in the password: after the user's colon comes no port.</summary>
    [GeneratedRegex("""(://)[^\s/?#@:\["<>]{0,128}:(?!\d{1,5}(?:[/?#\s"'<>]|\z))[^\s"<>]{1,128}@""", AnyCase)]
    private static partial Regex OddUserInfo();

    [GeneratedRegex("""(?<![\w:/\\.])//[^\s/?#@:"<>]{1,256}:[^\s/?#"<>]{1,512}@""", AnyCase)]
    private static partial Regex UserInfoWithoutScheme();

    /// <summary>A header or a field with a secret's name, whose value has a digit or is long: a sentence about it has neither.</summary>
    [GeneratedRegex(
        """(\b(?:authorization|x-api-key|api[-_ ]?key|(?:access|refresh|id|auth|session|security)[-_]?token|(?:client[-_]?)?secret|password|passwd|set-cookie|cookie)\\?["']?\s{0,8}[:=]\s{0,8}\\?["']?(?:(?:Bearer|Basic|Token|Digest|Negotiate|NTLM|ApiKey)\s{1,8})?)(?=[^\s"',;&<>]{0,256}\d|[^\s"',;&<>]{16})(?!llx-…)[^\s"',;&<>\[]{1,4096}""",
        AnyCase)]
    private static partial Regex Header();

    /// <summary>But not the words that follow it in a sentence.</summary>
    [GeneratedRegex(
        """(\bBearer(?:%20|[\s+:="']){1,8})(?!(?:tokens?|auth|authentication|authorization|scheme|realm|error|credentials?|headers?|format|is|was|or|and|not|required|missing|invalid|expired)\b)[A-Za-z0-9._~+/=%-]{4,4096}""",
        AnyCase)]
    private static partial Regex BearerToken();

    /// <summary>Base64 rather than a word: with a digit, a sign, or capitals within.</summary>
    [GeneratedRegex(@"(\b(?:[Bb]asic|BASIC|[Nn]egotiate|NTLM)(?:%20|\s){1,8})(?=[A-Za-z0-9+/_-]{0,256}(?:[0-9+/=]|[a-z][A-Z]|[A-Z]{2}))[A-Za-z0-9+/_-]{6,4096}={0,2}", RegexOptions.CultureInvariant)]
    private static partial Regex BasicCredentials();

    /// <summary>Of a presigned or otherwise authorised URL.</summary>
    [GeneratedRegex(
        """((?:[?&;]|\\u0026|%3F|%26)(?:X-(?:Amz|Goog)-(?:Signature|Credential|Security-Token)|signature|sig|AWSAccessKeyId|(?:access[-_]?|refresh[-_]?|id[-_]?|auth[-_]?)?token|api[-_]?key|key|secret|client[-_]?secret|password|code|ticket|SAML(?:Request|Response))(?:=|%3D))[^&\s"'<>#\[\\]{1,4096}""",
        AnyCase)]
    private static partial Regex QueryValue();

    /// <summary>A JSON Web Token.</summary>
    [GeneratedRegex(@"\beyJ[\w-]{8,4096}\.[\w-]{8,4096}(?:\.[\w-]{0,4096})?", RegexOptions.CultureInvariant)]
    private static partial Regex WebToken();

    /// <summary>What looks like a key of LlamaCloud's.</summary>
    [GeneratedRegex(@"llx-[\w-]{1,4096}", AnyCase)]
    private static partial Regex Key();
}
