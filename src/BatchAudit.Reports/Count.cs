using System.Globalization;

namespace BatchAudit.Reports;

/// <summary>A count as warnings say it: <c>1 cell</c>, <c>12 cells</c>.</summary>
internal static class Count
{
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
