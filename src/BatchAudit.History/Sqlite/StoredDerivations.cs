using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Finds what the chain says of how facts were derived.</summary>
internal static class StoredDerivations
{
    /// <exception cref="FormatException">A record says nothing that this program understands.</exception>
    public static DerivationRecords Read(SqliteConnection history) => new(history.Query<string>(
        """
        select cast(subject as text) from observation
         where subject >= @Beginning and subject < @End and kind = @DerivationBegan
         order by seq desc
        """,
        new { DerivationStretch.Beginning, End = DerivationStretch.Beginning + "a", ObservationKind.DerivationBegan }));
}
