using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>directory_file</c>.</summary>
internal sealed class DirectoryFileTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, name, unique_id, document_id, created_ms, deleted_ms
          from directory_file where directory_key = ?1 and file_id = ?2 and until_seq is null
        """);

    private readonly Statement _end = new(
        connection, "update directory_file set until_seq = ?1 where directory_key = ?2 and file_id = ?3 and since_seq = ?4");

    private readonly Statement _add = new(
        connection,
        """
        insert into directory_file (directory_key, file_id, since_seq, name, unique_id, document_id, created_at, created_ms, deleted_at, deleted_ms)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    public DirectoryFileVersion? Valid(long directoryKey, string fileId)
    {
        var row = _valid.Bind(1, directoryKey).Bind(2, fileId);

        var valid = row.Step()
            ? new DirectoryFileVersion(
                row.Number(0)!.Value,
                new DirectoryFileSnapshot(fileId, row.Text(1), row.Text(2), row.Text(3), row.Instant(4), row.Instant(5)))
            : null;

        row.Reset();
        return valid;
    }

    public void Apply(long seq, long directoryKey, VersionChange<DirectoryFileVersion> change)
    {
        if (change.Ended is { } ended)
        {
            _end.Bind(1, seq).Bind(2, directoryKey).Bind(3, ended.File.FileId).Bind(4, ended.SinceSeq).Run();
        }

        if (change.Added?.File is { } file)
        {
            _add
                .Bind(1, directoryKey).Bind(2, file.FileId).Bind(3, seq).Bind(4, file.Name).Bind(5, file.UniqueId).Bind(6, file.DocumentId)
                .BindTime(7, file.CreatedAt).BindTime(9, file.DeletedAt)
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
