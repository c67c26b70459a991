using BatchAudit.Reporting;

namespace BatchAudit.History.Views;

/// <summary>The order of a report's rows, in SQL.</summary>
internal static class RowOrder
{
    /// <summary>Says where null stands, for engines differ: SQLite puts it first, PostgreSQL last.</summary>
    public static string Of(ReportDefinition report) => $"order by {string.Join(", ", report.OrderBy.Select(column => $"{column} nulls first"))}";
}
