using BatchAudit.Deriving;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.Storing;

namespace BatchAudit.History;

/// <summary>What every store needs of the program that opens it.</summary>
public sealed record StoreOptions
{
    /// <summary>The program that reports say they were written by.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>Reads answers again when the history is verified.</summary>
    public required IStoredAnswers Answers { get; init; }

    /// <summary>By which version of the derivation facts are made and compared: the program's own, but in tests of what another one does.</summary>
    public int DerivationVersion { get; init; } = DerivationStretch.Current;

    /// <summary>The clock that a query's time is measured by.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// Whether this process answers one query and ends. From a query on it then gets no more memory for a database than a query may take:
    /// some engines know no narrower bound.
    /// </summary>
    public bool OwnsProcess { get; init; }
}

/// <summary>Every engine that there is. A new one is a folder beside <c>Sqlite</c>, and what its addresses look like is told here.</summary>
public static class Stores
{
    /// <summary>For the line that says all that decides how the program behaves.</summary>
    public static string Versions => FormattableString.Invariant($"schema {HistoryFile.SchemaVersion}, SQLite {HistoryFile.SqliteVersion}");

    /// <param name="address">The path of a file.</param>
    /// <exception cref="AuditException">Configuration: the address is a URL, and no engine is reached by one yet.</exception>
    public static IStore Open(string address, StoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        StoreAddress.Require(address, FailureKind.Configuration);
        return new SqliteStore(address, options);
    }
}
