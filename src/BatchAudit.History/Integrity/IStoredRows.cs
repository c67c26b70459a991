namespace BatchAudit.History.Integrity;

/// <summary>Rows of a table, one at a time, each cell with its type: engines may keep anything in any column.</summary>
internal interface IStoredRows : IDisposable
{
    /// <summary>Goes to the next row; false when there is none.</summary>
    bool Step();

    CellKind Kind(int column);

    /// <summary>Of a cell of this kind.</summary>
    long Integer(int column);

    /// <summary>Of a cell of this kind.</summary>
    double Real(int column);

    /// <returns>Null: there is nothing in the cell.</returns>
    long? Number(int column);

    /// <returns>Null: there is nothing in the cell.</returns>
    string? Text(int column);

    /// <summary>Of a text its UTF-8. Until the next step.</summary>
    ReadOnlySpan<byte> Bytes(int column);
}

/// <summary>In the order in which cells of different kinds stand. A number is not the same as its text.</summary>
internal enum CellKind
{
    Null,
    Integer,
    Real,
    Text,
    Bytes,
}

/// <summary>Compares cells of two passes, whatever keeps them.</summary>
internal static class StoredCells
{
    /// <summary>Null, numbers, texts by their bytes, bytes: the order in which every store gives out rows.</summary>
    public static int Compare(IStoredRows rows, IStoredRows others, int column)
    {
        var kind = rows.Kind(column);
        var order = kind - others.Kind(column);

        return (order, kind) switch
        {
            (not 0, _) => order,
            (_, CellKind.Null) => 0,
            (_, CellKind.Integer) => rows.Integer(column).CompareTo(others.Integer(column)),
            (_, CellKind.Real) => rows.Real(column).CompareTo(others.Real(column)),
            _ => rows.Bytes(column).SequenceCompareTo(others.Bytes(column)),
        };
    }
}
