namespace BatchAudit;

/// <summary>
/// Two passes in the same order, walked side by side: of each row it tells which of them has it. Of rows that are equal by that order,
/// the first belong together, and what one pass has more of is its alone.
/// </summary>
/// <param name="nextBefore">Steps the one pass; false when it is at its end, after which it is not called again.</param>
/// <param name="nextAfter">Steps the other one.</param>
/// <param name="order">Negative when the row of the first pass comes before that of the second, 0 when they are the same.</param>
public sealed class SortedMerge(Func<bool> nextBefore, Func<bool> nextAfter, Func<int> order)
{
    private bool _hasBegun;
    private bool _hasBefore;
    private bool _hasAfter;

    /// <summary>Negative: only the first pass has the row. Positive: only the second one. Zero: both do.</summary>
    public int Side { get; private set; }

    /// <summary>Steps to the next row of either; false when both are at their end.</summary>
    public bool Read()
    {
        if (!_hasBegun || (_hasBefore && Side <= 0))
        {
            _hasBefore = nextBefore();
        }

        if (!_hasBegun || (_hasAfter && Side >= 0))
        {
            _hasAfter = nextAfter();
        }

        _hasBegun = true;
        Side = !_hasAfter ? -1 : !_hasBefore ? 1 : order();
        return _hasBefore || _hasAfter;
    }
}
