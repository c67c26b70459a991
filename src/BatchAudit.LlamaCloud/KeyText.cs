using System.Text.RegularExpressions;

namespace BatchAudit.LlamaCloud;

/// <summary>What a key cannot look like. Sent all the same, it would only come back as one that is refused.</summary>
internal static partial class KeyText
{
    /// <summary>A header that is longer is refused by servers; keys have about 50 characters.</summary>
    private const int Longest = 4096;

    private const string Quotes = "\"'`\u201C\u201D\u201E\u2018\u2019\u201A\u00AB\u00BB";

    /// <summary>Null when nothing is wrong with it. No part of the key is in the words.</summary>
    public static (string Message, string Hint)? Fault(string key) => key switch
    {
        _ when Assignment().IsMatch(key) => (
            "The API key begins with a variable's name and '=': it is a whole line of such a file, and no key.",
            "Leave the key alone there, without its variable's name."),
        _ when Quotes.Contains(key[0], StringComparison.Ordinal) || Quotes.Contains(key[^1], StringComparison.Ordinal) => (
            "There are quotes around the API key.",
            "Take them away: files for docker --env-file, and key files, hold the key as it is."),
        _ when key.AsSpan().ContainsAnyExceptInRange('!', '~') => (
            "The API key has characters in it that no request can carry.",
            "Copy it again, without spaces or line breaks, and without the word Bearer."),
        { Length: > Longest } => ($"The API key has more than {Longest} characters.", "Check where it comes from: no key is that long."),
        _ => null,
    };

    // Not the '=' that ends a key in Base64.
    [GeneratedRegex(@"^((export|set|setx|declare|\$env:)\s*)?[a-z_]\w*\s*=(?!=*$)|^\w*API_?KEY\s*=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Assignment();
}
