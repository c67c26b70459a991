using BatchAudit.Integrity;

namespace BatchAudit.History.Integrity;

/// <summary>The rows of a history, whatever engine keeps it.</summary>
internal interface IStoredTables
{
    /// <summary>In the order of the table's key, as <see cref="StoredCells"/> has it.</summary>
    IStoredRows Rows(TableShape table);
}

/// <summary>A history as it is kept: all that verifying and rebuilding read of it. It stays the same while they do.</summary>
internal interface IKeptHistory : IStoredTables
{
    DerivationRecords Derivations { get; }

    /// <summary>Those rows that have this number, in its order.</summary>
    /// <param name="column">Of the table: where an observation's number stands.</param>
    IStoredRows RowsBy(TableShape table, int column);

    /// <returns>Null: there is no such payload.</returns>
    StoredPayload? FindPayload(string sha256);

    /// <summary>Rows that refer to others which are missing. Of engines that let none in, none.</summary>
    IEnumerable<Fault> BrokenReferences();
}

/// <param name="Kind">What stands where the body belongs; null when it was dropped.</param>
/// <param name="Body">As it is stored; empty when it was dropped.</param>
internal sealed record StoredPayload(string? Encoding, CellKind Kind, byte[] Body);
