using System.Collections.Immutable;
using BatchAudit.Reporting;

namespace BatchAudit.Comparing;

/// <summary>Two passes over one report at two times, side by side, from one difference to the next.</summary>
internal sealed class Comparison : IDisposable
{
    private readonly ReportRows _before;
    private readonly ReportRows _after;
    private readonly SortedMerge _rows;
    private readonly ImmutableArray<(int Position, ColumnKind Kind)> _fields;
    private int _field = -1;

    /// <summary>Takes both passes over.</summary>
    public Comparison(ComparedReport compared, ReportRows before, ReportRows after)
    {
        Compared = compared;
        _before = before;
        _after = after;
        _fields = [.. compared.Fields.Select(compared.Report.IndexOf).Select(position => (position, compared.Report.Columns[position].Kind))];
        var order = new RowOrder(compared.Report, compared.Report.OrderBy);
        _rows = new SortedMerge(before.Read, after.Read, () => order.Compare(before, after));
    }

    public ComparedReport Compared { get; }

    /// <summary>Negative: the row is gone. Positive: it is new. Zero: it is there at both times.</summary>
    public int Side => _rows.Side;

    /// <summary>The field that differs.</summary>
    public string Field => Compared.Fields[_field];

    public (int Position, ColumnKind Kind) FieldPlace => _fields[_field];

    /// <summary>The row before; null when there was none.</summary>
    public ReportRows? Before => Side > 0 ? null : _before;

    /// <summary>The row after; null when there is none.</summary>
    public ReportRows? After => Side < 0 ? null : _after;

    /// <summary>Steps to the next difference; false when there is none.</summary>
    public bool Read()
    {
        if (Side == 0 && _field >= 0 && FindField(_field + 1))
        {
            return true;
        }

        while (_rows.Read())
        {
            // Of what is new or gone everything differs; one field says enough.
            if (Side != 0 ? (_field = 0) == 0 : FindField(0))
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose()
    {
        _before.Dispose();
        _after.Dispose();
    }

    private bool FindField(int start)
    {
        for (_field = start; _field < _fields.Length; _field++)
        {
            if (!IsSame(_fields[_field]))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsSame((int Position, ColumnKind Kind) place) =>
        _before.IsNull(place.Position) == _after.IsNull(place.Position) && place.Kind switch
        {
            ColumnKind.Integer or ColumnKind.Flag => _before.Integer(place.Position) == _after.Integer(place.Position),
            ColumnKind.Number => _before.Number(place.Position).Equals(_after.Number(place.Position)),
            _ => _before.Utf8(place.Position).SequenceEqual(_after.Utf8(place.Position)),
        };
}
