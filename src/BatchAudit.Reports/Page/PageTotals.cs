using BatchAudit.Reporting;

namespace BatchAudit.Reports.Page;

/// <summary>The totals of the history, and how they differ from those of the previous run.</summary>
internal static class PageTotals
{
    /// <summary>What came of the files and how many batches failed: the sentence and the figures at the top of the page.</summary>
    public static string Files(IReportSource source)
    {
        var totals = source.Totals();
        var before = Before(source);
        var headline = Headline.Of(totals);
        var figures = totals.Where(IsFigure).OrderBy(total => total.Section == "Batches").Select(total => Figure(total, Name(total, headline), Change(total, before)));
        return $"<p class=\"headline\">{Html.Text($"{headline}.")}</p>\n<ul class=\"figures\">\n{string.Concat(figures)}</ul>";
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

    /// <summary>The files listed are no figure: they are files already, and fewer.</summary>
    private static bool IsFigure(Total total) => total.Section switch
    {
        "Files" => total.Name != "files listed",
        "Batches" => total.Name is "batches" or BatchStatus.Failed or "files not known",
        var section => section == Headline.Outcomes,
    };

    private static string Figure(Total total, string name, long? change)
    {
        var look = total is { Section: "Files", Name: "unaccounted", Value: not 0 } or { Section: "Batches", Name: not "batches" } ? " class=\"alarm\"" : "";
        return $"<li{look} title=\"{Html.Text(total.Meaning)}\"><b>{Html.Number(total.Value)}</b>{Html.Difference(change)}<span class=\"name\">{name}</span></li>\n";
    }

    private static string Name(Total total, Headline headline) => total switch
    {
        { Section: "Batches", Name: not "batches" } => "batches: " + Linked(total),
        { Section: "Files", Name: "files" } when headline.Ok is null => "files known",
        _ => Linked(total),
    };

    private static string Linked(Total total) =>
        Place(total) is { } address ? $"<a href=\"{address}\">{Html.Word(total.Name)}</a>" : Html.Text(total.Name);

    /// <summary>Where the rows are that the figure counts: those of files that no result lists are in the reconciliation. Null for no one place.</summary>
    private static string? Place(Total total) => total switch
    {
        { Section: Headline.Outcomes, Name: "MISSING" or "AWAITED" } => Html.Address("reconciliation", "class", total.Name),
        { Section: Headline.Outcomes } => Html.Address("file-jobs", "outcome", total.Name),
        { Section: "Batches", Name: BatchStatus.Failed } => Html.Address("batches", "status", total.Name),
        _ => null,
    };

    private static string Line(Total total, long before) =>
        $"<tr><th scope=\"row\">{Html.Text(total.Section)}: {Html.Word(total.Name)}</th><td class=\"number\">{Html.Number(before)}</td>"
        + $"<td class=\"number\">{Html.Number(total.Value)}</td><td class=\"number\">{Html.Difference(total.Value - before)}</td></tr>\n";

    private static IReadOnlyList<Total>? Before(IReportSource source) => source.Previous?.Totals();

    private static long? Change(Total total, IReadOnlyList<Total>? before) =>
        before is null ? null : total.Value - (before.FirstOrDefault(old => Same(old, total))?.Value ?? 0);

    private static bool Same(Total one, Total other) => one.Section == other.Section && one.Name == other.Name;
}
