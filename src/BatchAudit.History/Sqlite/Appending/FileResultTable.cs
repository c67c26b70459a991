using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>file_result</c>.</summary>
internal sealed class FileResultTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, file_id, job_type, job_id, mapping_error, occurrence, first_seq, error_group
          from file_result where batch_key = ?1 and until_seq is null
        """);

    private readonly Statement _firstSeq = new(
        connection, "select min(first_seq) from file_result where batch_key = ?1 and file_id = ?2 and occurrence = ?3");

    private readonly Statement _names = new(connection, "select 1 from file_result where batch_key = ?1 and job_id = ?2 limit 1");

    private readonly Statement _end = new(
        connection,
        "update file_result set until_seq = ?1 where batch_key = ?2 and file_id = ?3 and occurrence = ?4 and since_seq = ?5");

    private readonly Statement _add = new(
        connection,
        """
        insert into file_result (batch_key, file_id, occurrence, since_seq, first_seq, job_type, job_id, mapping_error, error_group)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    public IEnumerable<FileResultVersion> Valid(long batchKey)
    {
        var row = _valid.Bind(1, batchKey);

        try
        {
            while (row.Step())
            {
                yield return new FileResultVersion(
                    row.Number(0)!.Value,
                    new FileResult(row.Text(1)!, row.Text(2), row.Text(3), row.Text(4)),
                    row.Number(5)!.Value,
                    row.Number(6)!.Value,
                    row.Text(7));
            }
        }
        finally
        {
            row.Reset();
        }
    }

    public long? FirstSeq(long batchKey, string fileId, long occurrence)
    {
        var first = _firstSeq.Bind(1, batchKey).Bind(2, fileId).Bind(3, occurrence).Step() ? _firstSeq.Number(0) : null;
        _firstSeq.Reset();
        return first;
    }

    public bool Names(long batchKey, string jobId)
    {
        var named = _names.Bind(1, batchKey).Bind(2, jobId).Step();
        _names.Reset();
        return named;
    }

    public void Apply(long seq, long batchKey, VersionChange<FileResultVersion> change)
    {
        if (change.Ended is { } ended)
        {
            _end.Bind(1, seq).Bind(2, batchKey).Bind(3, ended.Result.FileId).Bind(4, ended.Occurrence).Bind(5, ended.SinceSeq).Run();
        }

        if (change.Added is { } added)
        {
            _add
                .Bind(1, batchKey).Bind(2, added.Result.FileId).Bind(3, added.Occurrence).Bind(4, seq).Bind(5, added.FirstSeq)
                .Bind(6, added.Result.JobType).Bind(7, added.Result.JobId).Bind(8, added.Result.MappingError).Bind(9, added.ErrorGroup)
                .Run();
        }
    }

    public void Dispose()
    {
        _valid.Dispose();
        _firstSeq.Dispose();
        _names.Dispose();
        _end.Dispose();
        _add.Dispose();
    }
}
