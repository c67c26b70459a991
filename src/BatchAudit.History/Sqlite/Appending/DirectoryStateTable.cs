using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>directory_state</c>.</summary>
internal sealed class DirectoryStateTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, found, name, type, expires_ms, deleted_at
          from directory_state where directory_key = ?1 and until_seq is null
        """);

    private readonly Statement _end = new(
        connection, "update directory_state set until_seq = ?1 where directory_key = ?2 and since_seq = ?3");

    private readonly Statement _add = new(
        connection,
        """
        insert into directory_state (directory_key, since_seq, found, name, type, expires_at, expires_ms, deleted_at)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        """);

    public DirectoryStateVersion? Valid(long directoryKey)
    {
        var row = _valid.Bind(1, directoryKey);

        var valid = row.Step()
            ? new DirectoryStateVersion(
                row.Number(0)!.Value, new DirectoryState(row.Number(1) == 1, row.Text(2), row.Text(3), row.Instant(4), row.Time(5)))
            : null;

        row.Reset();
        return valid;
    }

    public void Apply(long seq, long directoryKey, VersionChange<DirectoryStateVersion> change)
    {
        if (change.Ended is { } ended)
        {
            _end.Bind(1, seq).Bind(2, directoryKey).Bind(3, ended.SinceSeq).Run();
        }

        if (change.Added?.State is { } state)
        {
            _add
                .Bind(1, directoryKey).Bind(2, seq).Bind(3, state.Found ? 1 : 0).Bind(4, state.Name).Bind(5, state.Type)
                .BindTime(6, state.ExpiresAt).Bind(8, UtcText.Of(state.DeletedAt))
                .Run();
        }
    }

    public void Dispose()
    {
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
    }
}
