namespace BatchAudit.Storing;

/// <summary>How a history is named: today by the path of a file. URLs are for stores that are no file, and never the name of one.</summary>
public static class StoreAddress
{
    private const string Mark = "://";

    /// <summary>What to do about a URL.</summary>
    public const string Hint = "Name a file, such as batch-audit.db.";

    /// <summary>
    /// Whether it is <c>scheme://…</c>. A scheme has two letters at least: one alone is a drive. A file whose path really begins so is
    /// named from <c>./</c> on.
    /// </summary>
    public static bool IsUrl(string address)
    {
        var mark = address.IndexOf(Mark, StringComparison.Ordinal);
        var scheme = mark < 0 ? "" : address[..mark].TrimStart();
        return scheme.Length > 1 && char.IsAsciiLetter(scheme[0]) && scheme.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '+' or '-' or '.' or ':');
    }

    /// <summary>The scheme alone: what follows may hold a password anywhere. A path stays as it is.</summary>
    public static string Brief(string address) => IsUrl(address) ? address[..address.IndexOf(Mark, StringComparison.Ordinal)].TrimStart() + Mark + "…" : address;

    /// <returns>What is wrong with it, as a clause; null when a history can be named so.</returns>
    public static string? Fault(string address) => IsUrl(address) ? "which is a URL, and a history is a file: this program knows no other store" : null;

    /// <exception cref="AuditException">It names no history.</exception>
    public static void Require(string address, FailureKind kind)
    {
        if (Fault(address) is { } fault)
        {
            throw new AuditException(kind, $"The history would be '{Brief(address)}', {fault}.", Hint);
        }
    }
}
