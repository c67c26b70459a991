using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>The order of a report's rows by some of its columns, as a history gives them: null first, numbers by size, text by its bytes.</summary>
/// <param name="report">As both passes were opened with.</param>
/// <param name="columns">In the order in which they count; integers, flags and text.</param>
internal sealed class RowOrder(ReportDefinition report, IEnumerable<string> columns)
{
    private readonly ImmutableArray<(int Position, bool IsInteger)> _columns =
        [.. columns.Select(report.IndexOf).Select(position => (position, report.Columns[position].Kind is ColumnKind.Integer or ColumnKind.Flag))];

    /// <returns>Negative when the row of <paramref name="one"/> comes first, 0 when neither does.</returns>
    public int Compare(ReportRows one, ReportRows other)
    {
        foreach (var (position, isInteger) in _columns)
        {
            var order = other.IsNull(position).CompareTo(one.IsNull(position));

            if (order == 0)
            {
                order = isInteger
                    ? one.Integer(position).CompareTo(other.Integer(position))
                    : one.Utf8(position).SequenceCompareTo(other.Utf8(position));
            }

            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
