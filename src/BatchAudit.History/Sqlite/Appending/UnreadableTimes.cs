using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// The table of times that the server sent and that are none. Other than the facts beside them they are taken back: once an answer
/// sends a time, or nothing, the server's word is that.
/// </summary>
internal sealed class UnreadableTimes : IDisposable
{
    public const string OfBatch = "batch";
    public const string OfJob = "job";
    public const string OfDataPoint = "data_point";
    public const string OfDirectory = "directory";
    public const string OfDirectoryFile = "directory_file";

    private readonly Statement _find;
    private readonly Statement _valid;
    private readonly Statement _end;
    private readonly Statement _add;

    private bool _any;

    public UnreadableTimes(SqliteConnection connection)
    {
        _find = new Statement(connection, "select 1 from unreadable_time limit 1");
        _valid = new Statement(
            connection,
            """
            select field, sent from unreadable_time where kind = ?1 and owner_id = ?2 and subject_id = ?3 and until_seq is null
            """);
        _end = new Statement(
            connection,
            """
            update unreadable_time set until_seq = ?1
             where kind = ?2 and owner_id = ?3 and subject_id = ?4 and field = ?5 and until_seq is null
            """);
        _add = new Statement(
            connection, "insert into unreadable_time (kind, owner_id, subject_id, field, since_seq, sent) values (?1, ?2, ?3, ?4, ?5, ?6)");
    }

    /// <param name="about">The kind of thing, what it belongs to, and its own id; of a batch or a directory both ids are its own.</param>
    /// <param name="said">All that the newest answer about it has.</param>
    /// <returns>Whether anything was new.</returns>
    public bool Derive(long seq, (string Kind, string OwnerId, string SubjectId) about, IReadOnlyList<UnreadableTime> said)
    {
        if (said.Count == 0 && !Any())
        {
            return false;
        }

        var valid = Valid(about);
        var changed = false;

        foreach (var time in said)
        {
            if (valid.Remove(time.Field, out var known))
            {
                if (known == time.Sent)
                {
                    continue;
                }

                End(seq, about, time.Field);
            }

            _add.Bind(1, about.Kind).Bind(2, about.OwnerId).Bind(3, about.SubjectId).Bind(4, time.Field).Bind(5, seq).Bind(6, time.Sent).Run();
            changed = true;
        }

        foreach (var field in valid.Keys)
        {
            End(seq, about, field);
            changed = true;
        }

        return changed;
    }

    public void Dispose()
    {
        _find.Dispose();
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
    }

    /// <summary>Nearly always there has never been one, and a million files need not be looked up.</summary>
    private bool Any()
    {
        if (!_any)
        {
            _any = _find.Step();
            _find.Reset();
        }

        return _any;
    }

    private Dictionary<string, string> Valid((string Kind, string OwnerId, string SubjectId) about)
    {
        var valid = new Dictionary<string, string>(StringComparer.Ordinal);
        var rows = _valid.Bind(1, about.Kind).Bind(2, about.OwnerId).Bind(3, about.SubjectId);

        while (rows.Step())
        {
            valid.Add(rows.Text(0)!, rows.Text(1)!);
        }

        rows.Reset();
        return valid;
    }

    private void End(long seq, (string Kind, string OwnerId, string SubjectId) about, string field) =>
        _end.Bind(1, seq).Bind(2, about.Kind).Bind(3, about.OwnerId).Bind(4, about.SubjectId).Bind(5, field).Run();
}
