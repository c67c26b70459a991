using BatchAudit.Reporting;

namespace BatchAudit.Reports.Page;

/// <summary>The findings by rule, gravest first, and how many of them are new.</summary>
internal static class PageFindings
{
    public static string Table(IReportSource source, FindingChanges changes)
    {
        // A rule whose last finding is gone is worth a line, too.
        var counts = source.Findings()
            .Concat(changes.Rules.Select(rule => new FindingCount(rule.Rule, rule.Severity, 0)))
            .DistinctBy(count => (count.Rule, count.Severity))
            .OrderByDescending(count => FindingRules.Severities.IndexOf(count.Severity))
            .ThenByDescending(count => changes.Of(count.Rule, count.Severity).New)
            .ThenByDescending(count => count.Count)
            .ThenBy(count => count.Rule, StringComparer.Ordinal)
            .ToList();

        return counts.Count == 0
            ? "<p class=\"quiet\">There are no findings.</p>"
            : "<table><thead><tr><th>Severity</th><th>Rule</th><th class=\"number\">Findings</th>"
                + (changes.AreKnown ? "<th class=\"number\">New</th><th class=\"number\">Gone</th>" : "")
                + "</tr></thead><tbody>\n"
                + string.Concat(counts.Select(count => Line(count, changes)))
                + "</tbody></table>";
    }

    private static string Line(FindingCount count, FindingChanges changes)
    {
        var (come, gone) = changes.Of(count.Rule, count.Severity);
        var address = Html.Address("findings", "rule", count.Rule);
        return $"<tr><td>{Html.Word(count.Severity)}</td><th scope=\"row\"><a href=\"{address}\">{Html.Text(count.Rule)}</a></th>"
            + $"<td class=\"number\">{Html.Number(count.Count)}</td>"
            + (changes.AreKnown
                ? $"<td class=\"number\">{(come == 0 ? "" : $"<a class=\"new\" href=\"{address}&amp;new=true\">{Html.Number(come)}</a>")}</td><td class=\"number\">{(gone == 0 ? "" : Html.Number(gone))}</td>"
                : "")
            + "</tr>\n";
    }
}
