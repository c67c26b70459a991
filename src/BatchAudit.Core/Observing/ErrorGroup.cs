using System.Text.RegularExpressions;

namespace BatchAudit;

/// <summary>Puts messages together that differ only in ids, numbers, quoted names, files and times.</summary>
public static partial class ErrorGroup
{
    /// <summary>Longer messages are told apart by the digest of what was cut off.</summary>
    private const int Longest = 200;

    /// <param name="layer"><c>mapping</c> or <c>job</c>: the same words mean different things at each.</param>
    /// <returns>The layer and the message with everything masked that varies: the same text for every message of the group.</returns>
    public static string Of(string layer, string message)
    {
        var masked = message.Length > 4 * Longest ? Cut(message, 4 * Longest) : message;
        masked = Quoted().Replace(masked, "<name>");
        masked = Time().Replace(masked, "<time>");
        masked = Uuid().Replace(masked, "<id>");
        masked = PrefixedId().Replace(masked, "<id>");
        masked = FileName().Replace(masked, "<file>");
        masked = Number().Replace(masked, "<n>");
        masked = Space().Replace(masked, " ").Trim();

        return $"{layer}: {(masked.Length > Longest ? Cut(masked, Longest) : masked)}";
    }

    private static string Cut(string text, int length)
    {
        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        var digest = Payload.Digest(System.Text.Encoding.UTF8.GetBytes(text[end..]));
        // Letters only: a digit would be masked as a number when what is left is looked at again.
        return text[..end] + "…" + string.Concat(digest[..8].Select(digit => (char)('a' + Convert.ToInt32(digit.ToString(), 16))));
    }

    // Without backtracking, because the text is the server's: no message takes longer than its length.
    [GeneratedRegex("""'[^'\r\n]{1,300}'|"[^"\r\n]{1,300}"|`[^`\r\n]{1,300}`|“[^”\r\n]{1,300}”""", RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?([.,]\d+)?(Z|[+-]\d\d:?\d\d)?)?", RegexOptions.NonBacktracking)]
    private static partial Regex Time();

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", RegexOptions.NonBacktracking)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"\b(bat|prj|proj|dir|dfl|pjb|ext|cfg|whc|bjb|csub|file)-(<id>|[0-9A-Za-z][0-9A-Za-z_-]*)", RegexOptions.NonBacktracking)]
    private static partial Regex PrefixedId();

    // A name in front of the extension: an extension by itself is what tells unsupported file types apart.
    [GeneratedRegex(@"[\w()+~@%-][\w()+~@%/\\.-]*\.[A-Za-z][A-Za-z0-9]{1,4}\b", RegexOptions.NonBacktracking)]
    private static partial Regex FileName();

    [GeneratedRegex(@"\b\d+([.,]\d+)*", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
