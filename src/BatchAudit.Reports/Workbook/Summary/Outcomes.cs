using System.Collections.Immutable;

namespace BatchAudit.Reports.Workbook.Summary;

/// <summary>What can come of a file: the column of the report nights, the words for it, and its colour in a chart.</summary>
internal sealed record Outcome(string Column, string Words, string Colour);

internal static class Outcomes
{
    /// <summary>In the order of the report's columns. The hues are told apart by those who see no red or no green, too.</summary>
    public static ImmutableArray<Outcome> All { get; } =
    [
        new("ok", "OK", "2A9D8F"),
        new("mapping_failed", "Mapping failed", "9B2226"),
        new("job_failed", "Job failed", "E76F51"),
        new("cancelled", "Cancelled", "F2C14E"),
        new("in_progress", "In progress", "4C78A8"),
        new("unknown", "Unknown", "A6A6A6"),
        new("missing", "Missing", "3D1E6D"),
        new("awaited", "Awaited", "A7C6ED"),
    ];

    public static int IndexOf(string column) => All.IndexOf(All.Single(outcome => outcome.Column == column));
}
