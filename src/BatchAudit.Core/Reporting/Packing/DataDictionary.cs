using System.Collections.Immutable;
using System.Text;

namespace BatchAudit.Reporting.Packing;

/// <summary>What every column means, as text for whoever has the reports and nothing else.</summary>
internal static class DataDictionary
{
    public const string FileName = "data-dictionary.txt";

    public static string Of(IEnumerable<ReportDefinition> reports)
    {
        var text = new StringBuilder("An empty cell is null. Times are UTC. Text is as the server sent it.\n");

        foreach (var report in reports)
        {
            text.Append('\n').Append(report.Name).Append(": one row per ").Append(report.RowMeaning).Append('\n');

            foreach (var column in report.Columns)
            {
                text.Append("    ").Append(column.Name).Append(" (").Append(column.KindInWords).Append("): ").Append(column.Meaning).Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>The catalog's reports that a pack holds, in the catalog's order.</summary>
    public static ImmutableArray<ReportDefinition> Reports(IEnumerable<string> names) =>
        [.. ReportCatalog.All.Where(report => names.Contains(report.Name))];
}
