using BatchAudit.Reporting;

namespace BatchAudit.Reports.Page;

/// <summary>The totals of the history, and how they differ from those of the previous run.</summary>
internal static class PageTotals
{
    private const string Outcomes = "Files by outcome";

    /// <summary>What came of the files: the figures at the top of the page.</summary>
    public static string Files(IReportSource source)
    {
        var before = Before(source);
        var figures = source.Totals().Where(total => total.Section is "Files" or Outcomes).Select(total => Figure(total, Change(total, before)));
        return $"<ul class=\"figures\">\n{string.Concat(figures)}</ul>";
    }

    /// <summary>Every total that is not what it was.</summary>
    public static string Changes(IReportSource source)
    {
        if (Before(source) is not { } before)
        {
            return "<p class=\"quiet\">There was no run before this one.</p>";
        }

        var changed = source.Totals().Where(total => Change(total, before) is not 0)
            .Concat(before.Where(old => !source.Totals().Any(total => Same(total, old))).Select(old => old with { Value = 0 }))
            .ToList();

        return changed.Count == 0
            ? "<p class=\"quiet\">No total is different.</p>"
            : "<table><thead><tr><th>Total</th><th class=\"number\">Before</th><th class=\"number\">Now</th><th class=\"number\">Change</th></tr></thead><tbody>\n"
                + string.Concat(changed.Select(total => Line(total, total.Value - Change(total, before)!.Value)))
                + "</tbody></table>";
    }

    private static string Figure(Total total, long? change)
    {
        var look = total is { Section: "Files", Name: "unaccounted", Value: not 0 } ? " class=\"alarm\"" : "";
        var name = total.Section == Outcomes
            ? $"<a href=\"{Html.Address("file-jobs", "outcome", total.Name)}\">{Html.Word(total.Name)}</a>"
            : Html.Text(total.Name);
        return $"<li{look} title=\"{Html.Text(total.Meaning)}\"><b>{Html.Number(total.Value)}</b>{Html.Difference(change)}<span class=\"name\">{name}</span></li>\n";
    }

    private static string Line(Total total, long before) =>
        $"<tr><th scope=\"row\">{Html.Text(total.Section)}: {Html.Word(total.Name)}</th><td class=\"number\">{Html.Number(before)}</td>"
        + $"<td class=\"number\">{Html.Number(total.Value)}</td><td class=\"number\">{Html.Difference(total.Value - before)}</td></tr>\n";

    private static IReadOnlyList<Total>? Before(IReportSource source) => source.Previous?.Totals();

    private static long? Change(Total total, IReadOnlyList<Total>? before) =>
        before is null ? null : total.Value - (before.FirstOrDefault(old => Same(old, total))?.Value ?? 0);

    private static bool Same(Total one, Total other) => one.Section == other.Section && one.Name == other.Name;
}
