using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Keeps each field that the contract does not know, once, from the first answer that had it on.</summary>
internal sealed class UnknownFieldDeriver(SqliteConnection connection)
{
    /// <summary>A server that makes up new names in every answer has been understood by then, and is not to fill the history.</summary>
    private const int Most = 1000;

    private const string AndMore = "(further fields are not named)";

    /// <param name="fields">Each once.</param>
    public void Derive(long seq, IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
        {
            // Rare: Dapper will do.
            if (connection.ExecuteScalar<long>("select count(*) from unknown_field where field in (@field, @AndMore)", new { field, AndMore }) > 0)
            {
                continue;
            }

            var isFull = connection.ExecuteScalar<long>("select count(*) from unknown_field") >= Most;
            connection.Execute("insert into unknown_field (field, since_seq) values (@name, @seq)", new { name = isFull ? AndMore : field, seq });
        }
    }
}
