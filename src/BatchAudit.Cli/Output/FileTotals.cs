using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output;

/// <summary>The totals of files that every summary tells, by the names that the view <c>totals</c> gives them.</summary>
internal static class FileTotals
{
    public static long Listed(IReadOnlyList<Total> totals) => Find(totals, "files listed") ?? 0;

    /// <summary>Null where the history's views do not count them.</summary>
    public static long? Unaccounted(IReadOnlyList<Total> totals) => Find(totals, "unaccounted");

    private static long? Find(IReadOnlyList<Total> totals, string name) =>
        totals.FirstOrDefault(total => total.Section == "Files" && total.Name == name)?.Value;
}
