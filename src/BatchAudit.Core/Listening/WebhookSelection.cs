namespace BatchAudit.Listening;

/// <summary>
/// The selection of a run that webhooks made. It tells such a run from those of a schedule, which it must not pass for: it comes
/// whenever something happens, and says nothing about the night.
/// </summary>
public static class WebhookSelection
{
    /// <summary>Views that pass over such runs know it, too; a test holds them to it.</summary>
    public const string Beginning = "webhook ";

    public static string Of(IEnumerable<string> batchIds) => Beginning + string.Join(' ', batchIds);

    public static bool Is(string selection) => selection.StartsWith(Beginning, StringComparison.Ordinal);
}
