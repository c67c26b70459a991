using System.Collections.Immutable;

namespace BatchAudit.Reports.Workbook.Charts;

/// <summary>Cells of one column, from one row to another.</summary>
internal sealed record CellRange(string Sheet, char Column, int FirstRow, int LastRow)
{
    public string Reference => FirstRow == LastRow
        ? FormattableString.Invariant($"'{Sheet}'!${Column}${FirstRow}")
        : FormattableString.Invariant($"'{Sheet}'!${Column}${FirstRow}:${Column}${LastRow}");
}

/// <summary>Bars of one colour: cells and, so that the chart shows before anything is calculated, what is in them.</summary>
internal sealed record BarSeries(string Name, CellRange NameCell, string Colour, CellRange Cells, ImmutableArray<double> Values);

/// <summary>What stands beside each bar.</summary>
internal sealed record BarLabels(CellRange Cells, ImmutableArray<string> Texts);

/// <summary>The cells that a chart covers, counted from 0; the last ones are not covered any more.</summary>
internal sealed record ChartPlace(int FromColumn, int FromRow, int ToColumn, int ToRow);

/// <summary>A bar chart over cells of the sheet it stands on.</summary>
/// <param name="Description">What it shows, for those who do not see it.</param>
/// <param name="ValueTitle">What is counted, with its unit.</param>
/// <param name="Upright">Columns, stacked, with a legend; otherwise bars from left to right, the first one on top, each with its value.</param>
/// <param name="Series">One at least; all as long as <paramref name="Labels"/>.</param>
internal sealed record BarChart(
    string Title, string Description, string ValueTitle, string ValueFormat, bool Upright, BarLabels Labels, ImmutableArray<BarSeries> Series, ChartPlace Place);
