using BatchAudit.Collecting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History;

/// <summary>What a history holds, looked up without writing to it or locking it.</summary>
public sealed class HeldBatches : IHeldBatches
{
    private readonly string _path;
    private readonly SqliteConnection? _connection;

    /// <summary>A history that does not exist yet holds nothing.</summary>
    /// <exception cref="AuditException">The file is damaged, newer, or something else.</exception>
    public HeldBatches(string path)
    {
        _path = path;
        _connection = File.Exists(path) ? HistoryFile.OpenToRead(path) : null;
    }

    public HeldBatch? Find(string batchId) => _connection is null ? null : HistoryFile.Guarded(_path, () => Find(_connection, batchId));

    public void Dispose() => _connection?.Dispose();

    internal static HeldBatch? Find(SqliteConnection connection, string batchId)
    {
        var row = connection.QuerySingleOrDefault<HeldRow>(
            """
            select s.status, s.updated_at as UpdatedAt, s.results_state as ResultsState, s.neither
              from batch b join batch_state s on s.batch_key = b.batch_key and s.until_seq is null
             where b.batch_id = @batchId
            """,
            new { batchId });

        return row is null ? null : new HeldBatch(row.Status, row.UpdatedAt is { } at ? UtcText.Parse(at) : null, row.IsComplete);
    }

    private sealed record HeldRow(string Status, string? UpdatedAt, string ResultsState, long? Neither)
    {
        public bool IsComplete => Status == BatchStatus.Failed
            || (BatchStatus.IsTerminal(Status) && ResultsState == "LISTED" && Neither == 0);
    }
}
