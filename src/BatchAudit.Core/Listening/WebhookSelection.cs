namespace BatchAudit.Listening;

/// <summary>
/// The selection of a run that webhooks made. It tells such a run from those of a schedule, which it must not pass for: it comes
/// whenever something happens, and says nothing about the night.
/// </summary>
public static class WebhookSelection
{
    /// <summary>The view <c>finding</c> knows it, too.</summary>
    private const string Beginning = "webhook ";

    public static string Of(IEnumerable<string> batchIds) => Beginning + string.Join(' ', batchIds);

    public static bool Is(string selection) => selection.StartsWith(Beginning, StringComparison.Ordinal);
}
