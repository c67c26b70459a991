using ADRaffy.ENSNormalize;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>What a query can call besides SQLite's own functions. Views cannot: other tools have to read them.</summary>
internal static class QueryFunctions
{
    /// <summary>
    /// <c>nfc(text)</c>, Unicode's composed form: a name that macOS wrote with e and an accent is the same as one with é. By a library,
    /// since the runtime takes every text for composed when it runs without ICU. What is no text is given back as it is.
    /// </summary>
    public static void AddTo(SqliteConnection connection) =>
        connection.CreateFunction<object?, object?>("nfc", value => value is string text ? ENSNormalize.NF.NFC(text) : value, isDeterministic: true);
}
