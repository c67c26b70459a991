using BatchAudit.Reporting;

namespace BatchAudit.Reports.Page;

/// <summary>Which history the page tells of, and as of when.</summary>
internal static class PageHead
{
    public static string Title(ReportOrigin origin) => Html.Text(origin.AsOf is { } asOf ? $"Batch audit, {UtcText.Of(asOf)[..10]}" : "Batch audit");

    public static string Origin(IReportSource source)
    {
        var origin = source.Origin;

        if (origin.AsOf is not { } asOf || origin.ChainHead is null)
        {
            return "The history is empty.";
        }

        var previous = source.Previous?.Origin.AsOf is { } before ? $", compared with {Time(before)}, before the newest run" : "";
        return $"As of {Time(asOf)}{previous}. Observation {Html.Number(origin.Sequence)} · chain head "
            + $"<code id=\"chain-head\" title=\"{Html.Text(origin.ChainHead)}\">{Html.Text(origin.ChainHead[..12])}…</code>"
            + $" · batch-audit {Html.Text(origin.ToolVersion)}";
    }

    private static string Time(DateTimeOffset time)
    {
        var text = UtcText.Of(time);
        return $"<time datetime=\"{text}\">{text[..10]} {text[11..16]} UTC</time>";
    }
}
