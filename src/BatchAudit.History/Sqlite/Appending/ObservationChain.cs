using BatchAudit.History.Integrity;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Appends observations and their payloads, each chained to the one before it.</summary>
internal sealed class ObservationChain(SqliteConnection connection) : IDisposable
{
    private readonly Statement _head = new(connection, "select seq, hash from observation order by seq desc limit 1");

    private readonly Statement _newestPayload = new(
        connection, "select payload_sha256 from observation where subject = ?1 and kind = ?2 order by seq desc limit 1");

    private readonly Statement _findPayload = new(connection, "select 1 from payload where sha256 = ?1");

    private readonly Statement _addPayload = new(
        connection, "insert into payload (sha256, encoding, body) values (?1, ?2, ?3)");

    private readonly Statement _addObservation = new(
        connection,
        """
        insert into observation (seq, run_id, kind, subject, observed_at, observed_ms, payload_sha256, previous_hash, hash)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    private readonly Statement _bringBack = new(connection, "update payload set body = ?2 where sha256 = ?1 and body is null");

    /// <returns>The observation's number.</returns>
    public long Append(long runId, string kind, string subject, DateTimeOffset at, Payload? payload)
    {
        var (newest, _) = Head();
        var isStored = payload is not null && Keep(payload);
        var row = new ObservationRow(newest + 1, runId, kind, subject, UtcText.Of(at), at.ToUnixTimeMilliseconds(), payload?.Sha256);
        Append(row);

        if (isStored)
        {
            BringBack(payload!);
        }

        return row.Seq;
    }

    /// <summary>Adds the row behind the newest one; its payload is there.</summary>
    /// <returns>The new head.</returns>
    public string Append(ObservationRow row)
    {
        var (_, head) = Head();
        var hash = ChainHash.Of(head, row);

        _addObservation
            .Bind(1, row.Seq).Bind(2, row.RunId).Bind(3, row.Kind).Bind(4, row.Subject).Bind(5, row.ObservedAt).Bind(6, row.ObservedMs)
            .Bind(7, row.PayloadSha256).Bind(8, head).Bind(9, hash)
            .Run();

        return hash;
    }

    /// <returns>Whether it was stored already.</returns>
    public bool Keep(Payload payload)
    {
        if (IsStored(payload.Sha256))
        {
            return true;
        }

        _addPayload.Bind(1, payload.Sha256).Bind(2, Payload.Encoding).Bind(3, payload.Packed.Span).Run();
        return false;
    }

    /// <summary>Of a payload that was pruned and is answered again, the body is stored again.</summary>
    public void BringBack(Payload payload) => _bringBack.Bind(1, payload.Sha256).Bind(2, payload.Packed.Span).Run();

    /// <returns>The digest of the newest answer of this kind about the subject; null when there is none.</returns>
    public string? NewestPayload(string kind, string subject)
    {
        var newest = _newestPayload.Bind(1, subject).Bind(2, kind);
        var digest = newest.Step() ? newest.Text(0) : null;
        newest.Reset();
        return digest;
    }

    public void Dispose()
    {
        _head.Dispose();
        _newestPayload.Dispose();
        _findPayload.Dispose();
        _addPayload.Dispose();
        _bringBack.Dispose();
        _addObservation.Dispose();
    }

    private (long Seq, string Hash) Head()
    {
        var head = _head.Step() ? (_head.Number(0)!.Value, _head.Text(1)!) : (0, ChainHash.Beginning);
        _head.Reset();
        return head;
    }

    private bool IsStored(string sha256)
    {
        var found = _findPayload.Bind(1, sha256).Step();
        _findPayload.Reset();
        return found;
    }
}
