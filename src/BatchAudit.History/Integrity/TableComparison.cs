using System.Globalization;
using BatchAudit.Integrity;

namespace BatchAudit.History.Integrity;

/// <summary>Goes through a table as it is kept and as it was derived again, side by side in the order of its key.</summary>
internal sealed class TableComparison(IStoredTables history, IStoredTables fresh, TableShape table)
{
    /// <summary>Rows that were the same.</summary>
    public long Rows { get; private set; }

    /// <param name="isLeftOut">Whether what is derived from an observation is not to be looked at.</param>
    /// <returns>The first row that differs; null when none does.</returns>
    public Fault? FirstDifference(Func<long, bool> isLeftOut)
    {
        using var kept = history.Rows(table);
        using var derived = fresh.Rows(table);

        var rows = new SortedMerge(() => Next(kept, isLeftOut), () => Next(derived, isLeftOut), () => Order(kept, derived));

        while (rows.Read())
        {
            var changed = rows.Side != 0 ? [] : Changed(kept, derived).ToList();

            if (rows.Side != 0 || changed.Count > 0)
            {
                return Describe(rows.Side > 0 ? derived : kept, rows.Side, changed);
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
        var rows = new SortedMerge(kept.Step, derived.Step, () => Order(kept, derived));
        var (gone, added) = (0L, 0L);

        while (rows.Read())
        {
            var isChanged = rows.Side == 0 && Changed(kept, derived).Any();
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

    private int Order(IStoredRows kept, IStoredRows derived) =>
        table.KeyColumns.Select(column => StoredCells.Compare(kept, derived, column)).FirstOrDefault(order => order != 0);

    private IEnumerable<string> Changed(IStoredRows kept, IStoredRows derived)
    {
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (StoredCells.Compare(kept, derived, column) != 0)
            {
                yield return table.Columns[column];
            }
        }
    }

    private Fault Describe(IStoredRows row, int order, List<string> changed)
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
