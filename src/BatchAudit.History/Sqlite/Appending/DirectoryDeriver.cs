using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// Derives source directories and their files from answers about them. A file once seen in a directory stays known: that a later
/// listing lacks it, or that the directory is gone, takes nothing back.
/// </summary>
internal sealed class DirectoryDeriver(SqliteConnection connection, UnreadableTimes unreadable) : IDisposable
{
    private readonly Statement _findDirectory = new(connection, "select directory_key from directory where directory_id = ?1");

    private readonly Statement _addDirectory = new(connection, "insert into directory (directory_id, since_seq) values (?1, ?2)");

    private readonly Statement _addListing = new(connection, "insert into directory_listing (directory_key, seq) values (?1, ?2)");

    private readonly Statement _validFile = new(
        connection,
        """
        select since_seq, name, unique_id, document_id, created_at, deleted_at
          from directory_file where directory_key = ?1 and file_id = ?2 and until_seq is null
        """);

    private readonly Statement _endFile = new(
        connection, "update directory_file set until_seq = ?1 where directory_key = ?2 and file_id = ?3 and since_seq = ?4");

    private readonly Statement _addFile = new(
        connection,
        """
        insert into directory_file (directory_key, file_id, since_seq, name, unique_id, document_id, created_at, created_ms, deleted_at, deleted_ms)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
        """);

    /// <param name="snapshot">Null: there is no such directory.</param>
    /// <returns>Whether anything was new.</returns>
    public bool Derive(long seq, string directoryId, DirectorySnapshot? snapshot)
    {
        var directoryKey = Key(seq, directoryId);

        // Once per directory and run: Dapper will do.
        var valid = connection.QuerySingleOrDefault<StateRow>(
            """
            select found, name, type, expires_at as ExpiresAt, expires_ms as ExpiresMs, deleted_at as DeletedAt
              from directory_state where directory_key = @directoryKey and until_seq is null
            """,
            new { directoryKey });

        var said = snapshot is null
            ? (valid ?? new StateRow(0, null, null, null, null, null)) with { Found = 0 }
            : new StateRow(
                1, snapshot.Name, snapshot.Type, UtcText.Of(snapshot.ExpiresAt), snapshot.ExpiresAt?.ToUnixTimeMilliseconds(), UtcText.Of(snapshot.DeletedAt));

        var timesChanged = snapshot is not null
            && unreadable.Derive(seq, (UnreadableTimes.OfDirectory, directoryId, directoryId), snapshot.UnreadableTimes);

        if (said == valid)
        {
            return timesChanged;
        }

        connection.Execute(
            "update directory_state set until_seq = @seq where directory_key = @directoryKey and until_seq is null", new { seq, directoryKey });

        connection.Execute(
            """
            insert into directory_state (directory_key, since_seq, found, name, type, expires_at, expires_ms, deleted_at)
            values (@directoryKey, @seq, @Found, @Name, @Type, @ExpiresAt, @ExpiresMs, @DeletedAt)
            """,
            new { directoryKey, seq, said.Found, said.Name, said.Type, said.ExpiresAt, said.ExpiresMs, said.DeletedAt });

        return true;
    }

    /// <returns>Whether anything was new about a file.</returns>
    public bool Derive(long seq, string directoryId, DirectoryFilesPage page)
    {
        var directoryKey = Key(seq, directoryId);
        var changed = false;

        foreach (var file in LastSaid.OfEach(page.Files, file => file.FileId))
        {
            changed |= Derive(seq, directoryKey, file);
            changed |= unreadable.Derive(seq, (UnreadableTimes.OfDirectoryFile, directoryId, file.FileId), file.UnreadableTimes);
        }

        if (page.IsLast)
        {
            _addListing.Bind(1, directoryKey).Bind(2, seq).Run();
        }

        return changed;
    }

    public void Dispose()
    {
        _findDirectory.Dispose();
        _addDirectory.Dispose();
        _addListing.Dispose();
        _validFile.Dispose();
        _endFile.Dispose();
        _addFile.Dispose();
    }

    private long Key(long seq, string directoryId)
    {
        var found = _findDirectory.Bind(1, directoryId).Step() ? _findDirectory.Number(0) : null;
        _findDirectory.Reset();

        if (found is { } known)
        {
            return known;
        }

        _addDirectory.Bind(1, directoryId).Bind(2, seq).Run();
        return SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle);
    }

    private bool Derive(long seq, long directoryKey, DirectoryFileSnapshot file)
    {
        var row = _validFile.Bind(1, directoryKey).Bind(2, file.FileId);

        (long SinceSeq, FileRow Known)? valid = row.Step()
            ? (row.Number(0)!.Value, new FileRow(row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Text(5)))
            : null;

        row.Reset();

        // What an answer leaves out it does not take back; but a file that is listed as not deleted has come back.
        var known = valid?.Known;
        var said = new FileRow(
            file.Name ?? known?.Name,
            file.UniqueId ?? known?.UniqueId,
            file.DocumentId ?? known?.DocumentId,
            UtcText.Of(file.CreatedAt) ?? known?.CreatedAt,
            UtcText.Of(file.DeletedAt));

        if (said == known)
        {
            return false;
        }

        if (valid is { } former)
        {
            _endFile.Bind(1, seq).Bind(2, directoryKey).Bind(3, file.FileId).Bind(4, former.SinceSeq).Run();
        }

        _addFile
            .Bind(1, directoryKey).Bind(2, file.FileId).Bind(3, seq).Bind(4, said.Name).Bind(5, said.UniqueId).Bind(6, said.DocumentId)
            .Bind(7, said.CreatedAt).Bind(8, Milliseconds(said.CreatedAt)).Bind(9, said.DeletedAt).Bind(10, Milliseconds(said.DeletedAt))
            .Run();

        return true;
    }

    private static long? Milliseconds(string? time) => time is null ? null : UtcText.Parse(time).ToUnixTimeMilliseconds();

    private sealed record StateRow(long Found, string? Name, string? Type, string? ExpiresAt, long? ExpiresMs, string? DeletedAt);

    private sealed record FileRow(string? Name, string? UniqueId, string? DocumentId, string? CreatedAt, string? DeletedAt);
}
