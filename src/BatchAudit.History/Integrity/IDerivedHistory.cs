using BatchAudit.Deriving;

namespace BatchAudit.History.Integrity;

/// <summary>
/// An empty history that everything is derived into once more. Verifying lets it go afterwards, so that one engine's will do for
/// the histories of all; rebuilding keeps it.
/// </summary>
internal interface IDerivedHistory : IStoredTables
{
    /// <summary>Every table of a history, in the order of the schema.</summary>
    IReadOnlyList<TableShape> Tables { get; }

    IHeldFacts Facts { get; }

    /// <returns>The digest of the newest answer of this kind about the subject; null when there is none.</returns>
    string? NewestPayload(string kind, string subject);

    /// <summary>Adds a payload without its body, unless it is there.</summary>
    /// <returns>Whether it was there.</returns>
    bool Keep(string sha256);

    /// <summary>Adds the row behind the newest one; its payload is there.</summary>
    void Append(ObservationRow row);

    void Add(long seq, RunDocument document);

    void Add(long seq, RunEndDocument document);

    void Add(long seq, FailureDocument document);

    void Add(long seq, PruningDocument document);

    void Apply(Changes changes);

    IRowCopy Copy(TableShape table);

    /// <summary>Whether a row was not taken for what stands in it: it breaks a constraint, or is too large.</summary>
    bool IsRefusal(Exception failure);
}

/// <summary>Adds rows of another history to a table as they stand there.</summary>
internal interface IRowCopy : IDisposable
{
    /// <summary>Adds the row as a version that is valid, whether or not it ended.</summary>
    void Begin(IStoredRows row);

    /// <summary>Ends the version with the row's key where the row says that it ended.</summary>
    void End(IStoredRows row);
}
