using Microsoft.Data.Sqlite;

namespace BatchAudit.History;

/// <summary>Appends observations and their payloads, each chained to the one before it.</summary>
internal sealed class ObservationChain(SqliteConnection connection) : IDisposable
{
    private readonly Statement _head = new(connection, "select seq, hash from observation order by seq desc limit 1", 0);

    private readonly Statement _newestPayload = new(
        connection, "select payload_sha256 from observation where subject = $1 and kind = $2 order by seq desc limit 1", 2);

    private readonly Statement _findPayload = new(connection, "select 1 from payload where sha256 = $1", 1);

    private readonly Statement _addPayload = new(
        connection, "insert into payload (sha256, encoding, size, body) values ($1, $2, $3, $4)", 4);

    private readonly Statement _addObservation = new(
        connection,
        """
        insert into observation (seq, run_id, kind, subject, observed_at, observed_ms, payload_sha256, previous_hash, hash)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        9);

    public SqliteTransaction? Transaction
    {
        set
        {
            foreach (var statement in (Statement[])[_head, _newestPayload, _findPayload, _addPayload, _addObservation])
            {
                statement.Transaction = value;
            }
        }
    }

    /// <returns>The observation's number.</returns>
    public long Append(long runId, string kind, string subject, DateTimeOffset at, Payload? payload)
    {
        if (payload is not null && !IsStored(payload.Sha256))
        {
            _addPayload.Run(payload.Sha256, Payload.Encoding, payload.Size, payload.Packed.ToArray());
        }

        var (newest, head) = Head();
        var row = new ObservationRow(newest + 1, runId, kind, subject, UtcText.Of(at), at.ToUnixTimeMilliseconds(), payload?.Sha256);

        _addObservation.Run(
            row.Seq, row.RunId, row.Kind, row.Subject, row.ObservedAt, row.ObservedMs, row.PayloadSha256, head, ChainHash.Of(head, row));

        return row.Seq;
    }

    /// <returns>The digest of the newest answer of this kind about the subject; null when there is none.</returns>
    public string? NewestPayload(string kind, string subject)
    {
        using var newest = _newestPayload.Read(subject, kind);
        return newest.Read() && !newest.IsDBNull(0) ? newest.GetString(0) : null;
    }

    public void Dispose()
    {
        _head.Dispose();
        _newestPayload.Dispose();
        _findPayload.Dispose();
        _addPayload.Dispose();
        _addObservation.Dispose();
    }

    private (long Seq, string Hash) Head()
    {
        using var head = _head.Read();
        return head.Read() ? (head.GetInt64(0), head.GetString(1)) : (0, ChainHash.Beginning);
    }

    private bool IsStored(string sha256)
    {
        using var found = _findPayload.Read(sha256);
        return found.Read();
    }
}
