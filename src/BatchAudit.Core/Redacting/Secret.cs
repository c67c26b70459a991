using System.Collections.Immutable;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace BatchAudit.Redacting;

/// <summary>A secret of this run, in every form in which a server may repeat it.</summary>
internal sealed partial class Secret
{
    /// <summary>A shorter one is taken out only where it stands as a word, and never out of a path.</summary>
    private const int ShortestPart = 6;

    /// <summary>What is shorter cannot be told from any other letters.</summary>
    private const int ShortestWord = 3;

    /// <summary>A shorter one could stand in an answer by chance, and the batch would be refused for it.</summary>
    private const int ShortestInAnswer = 12;

    private readonly string _label;
    private readonly bool _isUserName;
    private readonly ImmutableArray<string> _parts;
    private readonly ImmutableArray<Regex> _words;
    private readonly ImmutableArray<byte[]> _bytes;

    /// <param name="name">As in <c>the answer repeats the API key</c>.</param>
    /// <param name="label">What stands in a text instead.</param>
    /// <param name="isUserName">May be a word like any other, so it goes only out of texts that are wholly another's.</param>
    public Secret(string name, string label, IEnumerable<string> forms, bool isUserName = false)
    {
        var longest = forms.Distinct(StringComparer.Ordinal).OrderByDescending(form => form.Length).ToList();
        Name = name;
        Longest = longest[0].Length;
        _label = label;
        _isUserName = isUserName;
        _parts = isUserName ? [] : [.. longest.Where(form => form.Length >= ShortestPart)];
        _words = [.. longest.Where(form => form.Length >= ShortestWord).Except(_parts).Select(Word)];
        _bytes = isUserName ? [] : [.. longest.Where(form => form.Length >= ShortestInAnswer).Select(Encoding.UTF8.GetBytes)];
    }

    public string Name { get; }

    public int Longest { get; }

    /// <summary>As it is, and as URLs, JSON, HTML and Basic credentials have it.</summary>
    public static IEnumerable<string> FormsOf(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        LowerCase(Uri.EscapeDataString(secret)),
        Uri.EscapeDataString(Uri.EscapeDataString(secret)),
        LowerCase(Uri.EscapeDataString(Uri.EscapeDataString(secret))),
        Escaped(secret),
        LowerCase(Escaped(secret)),
        WebUtility.UrlEncode(secret),
        LowerCase(WebUtility.UrlEncode(secret)),
        WebUtility.HtmlEncode(secret),
        JavaScriptEncoder.Default.Encode(secret),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
        .. Base64Of(secret),
    ];

    public bool IsIn(ReadOnlySpan<byte> body)
    {
        foreach (var form in _bytes)
        {
            if (body.IndexOf(form) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    public string TakenOutOf(string text, bool foreign)
    {
        foreach (var part in _parts)
        {
            text = text.Replace(part, _label, StringComparison.OrdinalIgnoreCase);
        }

        if (foreign || !_isUserName)
        {
            foreach (var word in _words)
            {
                text = word.Replace(text, _label.Replace("$", "$$", StringComparison.Ordinal));
            }
        }

        return text;
    }

    /// <summary>Every byte of it as an escape.</summary>
    private static string Escaped(string secret) => string.Concat(Encoding.UTF8.GetBytes(secret).Select(one => $"%{one:X2}"));

    /// <summary>With escapes as some write them: %2f for %2F. Answers are searched as bytes, so that case counts there.</summary>
    private static string LowerCase(string escaped) => Escape().Replace(escaped, escape => escape.Value.ToLowerInvariant());

    /// <summary>
    /// Also without its end, which is another one where something follows, and as it stands behind one byte or two of something else,
    /// such as a user's name and a colon.
    /// </summary>
    private static IEnumerable<string> Base64Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);

        if (bytes.Length < ShortestPart)
        {
            yield break;
        }

        yield return Convert.ToBase64String(bytes);

        for (var before = 0; before < 3; before++)
        {
            byte[] shifted = [.. new byte[before], .. bytes];
            var text = Convert.ToBase64String(shifted, 0, shifted.Length / 3 * 3);

            // What is made of the bytes before as well.
            var mixed = before == 0 ? 0 : before + 1;

            if (text.Length - mixed >= ShortestPart)
            {
                yield return text[mixed..];
            }
        }
    }

    [GeneratedRegex("(%[0-9A-F]{2})+", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    private static Regex Word(string form) =>
        new($@"(?<![\w/\\-]|\w\.){Regex.Escape(form)}(?![\w/\\-]|\.\w)", RegexOptions.CultureInvariant);
}
