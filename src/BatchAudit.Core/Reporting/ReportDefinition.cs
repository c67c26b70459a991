using System.Collections.Immutable;

namespace BatchAudit.Reporting;

/// <summary>A report: a view of the history, its columns in their order, and the order of its rows.</summary>
/// <param name="Name">As on the command line and in file names: <c>file-jobs</c>.</param>
/// <param name="RowMeaning">What one row stands for.</param>
/// <param name="Columns">In the order they are written. New ones join at the end.</param>
/// <param name="OrderBy">Columns that put the rows into one fixed, total order; rows without a value come first.</param>
public sealed record ReportDefinition(string Name, string RowMeaning, ImmutableArray<Column> Columns, ImmutableArray<string> OrderBy)
{
    /// <summary>The view that holds the rows, by the name of its file in <c>BatchAudit.History/Views</c>.</summary>
    public string View { get; } = Name.Replace('-', '_');

    /// <summary>The sheet's name: <c>file-jobs</c> becomes <c>File jobs</c>. At most 31 characters, for Excel.</summary>
    public string Title { get; } = char.ToUpperInvariant(Name[0]) + Name[1..].Replace('-', ' ');

    /// <summary>Where a column stands, counted from 0.</summary>
    /// <exception cref="ArgumentException">It has none of that name.</exception>
    public int IndexOf(string column) => Find(column) is >= 0 and var index ? index : throw new ArgumentException($"{Name} has no column '{column}'.", nameof(column));

    public bool Has(string column) => Find(column) >= 0;

    /// <summary>The same rows with these columns only, in this order.</summary>
    /// <exception cref="ArgumentException">It has none of such a name.</exception>
    public ReportDefinition Only(params IEnumerable<string> columns) => this with { Columns = [.. columns.Select(column => Columns[IndexOf(column)])] };

    private int Find(string column)
    {
        for (var index = 0; index < Columns.Length; index++)
        {
            if (Columns[index].Name == column)
            {
                return index;
            }
        }

        return -1;
    }
}
