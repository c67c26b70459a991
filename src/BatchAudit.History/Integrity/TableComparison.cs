using System.Globalization;
using BatchAudit.Integrity;

namespace BatchAudit.History.Integrity;

/// <summary>Goes through a table as it is kept and as it was derived again, side by side in the order of its key.</summary>
internal sealed class TableComparison(IStoredTables history, IStoredTables fresh, TableShape table)
{
    private readonly int[] _key = [.. table.KeyColumns];
    private readonly int[] _otherCells = [.. Enumerable.Range(0, table.Columns.Count).Except(table.KeyColumns)];

    /// <summary>Rows that were the same.</summary>
    public long Rows { get; private set; }

    /// <param name="isLeftOut">Whether what is derived from an observation is not to be looked at.</param>
    /// <returns>The first row that differs; null when none does.</returns>
    public Fault? FirstDifference(Func<long, bool> isLeftOut)
    {
        using var kept = history.Rows(table);
        using var derived = fresh.Rows(table);

        var rows = new SortedMerge(() => Next(kept, isLeftOut), () => Next(derived, isLeftOut), () => Compare(_key, kept, derived));

        while (rows.Read())
        {
            if (rows.Side != 0 || Compare(_otherCells, kept, derived) != 0)
            {
                return Describe(rows.Side > 0 ? derived : kept, rows.Side, rows.Side != 0 ? [] : Changed(kept, derived));
            }

            Rows++;
        }

        return null;
    }

    /// <returns>How many rows differ; one whose cells do counts on both sides.</returns>
    public RebuiltTable Count()
    {
        using var kept = history.Rows(table);
        using var derived = fresh.Rows(table);
        var rows = new SortedMerge(kept.Step, derived.Step, () => Compare(_key, kept, derived));
        var (gone, added) = (0L, 0L);

        while (rows.Read())
        {
            var isChanged = rows.Side == 0 && Compare(_otherCells, kept, derived) != 0;
            gone += rows.Side < 0 || isChanged ? 1 : 0;
            added += rows.Side > 0 || isChanged ? 1 : 0;
        }

        return new RebuiltTable(table.Name, gone, added);
    }

    private bool Next(IStoredRows rows, Func<long, bool> isLeftOut)
    {
        while (rows.Step())
        {
            if (table.SeqColumn < 0 || table.Name == "observation" || !isLeftOut(rows.Number(table.SeqColumn) ?? 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <returns>How the first of these cells compares that differs; 0 when none does.</returns>
    private static int Compare(int[] columns, IStoredRows kept, IStoredRows derived)
    {
        foreach (var column in columns)
        {
            if (StoredCells.Compare(kept, derived, column) is not 0 and var order)
            {
                return order;
            }
        }

        return 0;
    }

    private IEnumerable<string> Changed(IStoredRows kept, IStoredRows derived) => _otherCells
        .Where(column => StoredCells.Compare(kept, derived, column) != 0)
        .Select(column => table.Columns[column]);

    private Fault Describe(IStoredRows row, int order, IEnumerable<string> changed)
    {
        var key = string.Join(", ", table.Key.Zip(table.KeyColumns, (name, column) => $"{name} {row.Text(column)}"));
        var found = order switch
        {
            < 0 => "is not what any answer says",
            > 0 => "is missing",
            _ => $"does not say in {string.Join(", ", changed)} what the answer says",
        };
        var place = table.SeqColumn < 0 ? key : row.Number(table.SeqColumn)?.ToString(CultureInfo.InvariantCulture) ?? key;

        return new Fault(place, $"The row of {table.Name} with {key} {found}.");
    }
}
