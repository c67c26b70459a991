using System.Collections.Immutable;
using BatchAudit.Reporting;

namespace BatchAudit.Comparing;

/// <summary>Two passes over one report at two times, side by side, from one difference to the next.</summary>
internal sealed class Comparison : IDisposable
{
    private readonly ReportRows _before;
    private readonly ReportRows _after;
    private readonly ImmutableArray<(int Position, ColumnKind Kind)> _key;
    private readonly ImmutableArray<(int Position, ColumnKind Kind)> _fields;
    private bool _anyBefore;
    private bool _anyAfter;
    private int _field = -1;

    /// <summary>Takes both passes over.</summary>
    public Comparison(ComparedReport compared, ReportRows before, ReportRows after)
    {
        Compared = compared;
        _before = before;
        _after = after;
        _key = [.. compared.Report.OrderBy.Select(Place)];
        _fields = [.. compared.Fields.Select(Place)];

        (int, ColumnKind) Place(string column) => (compared.PositionOf(column), compared.Report.Columns[compared.PositionOf(column)].Kind);
    }

    public ComparedReport Compared { get; }

    /// <summary>Negative: the row is gone. Positive: it is new. Zero: it is there at both times.</summary>
    public int Side { get; private set; }

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

        while (Step())
        {
            Side = !_anyAfter ? -1 : !_anyBefore ? 1 : Order();

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

    /// <summary>Goes on in the pass, or the passes, whose row has been told of.</summary>
    private bool Step()
    {
        var first = _field < 0 && !_anyBefore && !_anyAfter;

        if (first || (_anyBefore && Side <= 0))
        {
            _anyBefore = _before.Read();
        }

        if (first || (_anyAfter && Side >= 0))
        {
            _anyAfter = _after.Read();
        }

        return _anyBefore || _anyAfter;
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

    /// <summary>As the database orders them: null first, text by its bytes.</summary>
    private int Order()
    {
        foreach (var (position, kind) in _key)
        {
            var order = _after.IsNull(position).CompareTo(_before.IsNull(position));

            if (order == 0)
            {
                order = kind is ColumnKind.Integer
                    ? _before.Integer(position).CompareTo(_after.Integer(position))
                    : _before.Utf8(position).SequenceCompareTo(_after.Utf8(position));
            }

            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }
}
