using System.Globalization;
using BatchAudit.Reporting;

namespace BatchAudit.Cli.Output.Summaries;

/// <summary>The totals of files that every summary tells, by the names that the view <c>totals</c> gives them.</summary>
internal static class FileTotals
{
    /// <summary>Null where the history's views do not count them.</summary>
    public static long? Unaccounted(IReadOnlyList<Total> totals) =>
        totals.FirstOrDefault(total => total is { Section: "Files", Name: "unaccounted" })?.Value;

    /// <summary>In a line: <c>1,010: 1,000 MISSING, 10 OK (1 %); 0 unaccounted; 1 batch FAILED</c>.</summary>
    public static string Text(IReadOnlyList<Total> totals)
    {
        var headline = Headline.Of(totals);
        var outcomes = totals.Where(total => total.Section == Headline.Outcomes)
            .Select(total => $"{Count(total.Value)} {total.Name}{(total.Name == "OK" && headline.Ok is { } ok ? $" ({ok.PerCent})" : "")}");

        return string.Join("; ",
        [
            headline.Files.Whole > 0 ? $"{Count(headline.Files.Whole)}{(headline.Ok is null ? " known" : "")}: {string.Join(", ", outcomes)}" : "none listed",
            .. Unaccounted(totals) is { } unaccounted ? [$"{Count(unaccounted)} unaccounted"] : (string[])[],
            .. headline.Caveats,
        ]);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
