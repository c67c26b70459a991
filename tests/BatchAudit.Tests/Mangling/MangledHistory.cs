using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.Tests.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.Tests.Mangling;

/// <summary>A copy of a history in which somebody may write anything anywhere.</summary>
internal sealed class MangledHistory(TamperedHistory history) : IDisposable
{
    private const int EnableTriggers = 1003;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");

    public string Path => System.IO.Path.Combine(_folder.FullName, "copy.db");

    public string Folder => _folder.FullName;

    /// <summary>In the original.</summary>
    public byte[] Body(string sha256)
    {
        using var connection = Open(history.Original, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<byte[]>("select body from payload where sha256 = @sha256", new { sha256 })!;
    }

    /// <summary>A new copy, with this done to it. What SQLite itself refuses is left out.</summary>
    public void Change(Action<SqliteConnection> change)
    {
        foreach (var ending in (string[])["", "-wal", "-shm", "-journal"])
        {
            File.Delete(Path + ending);
        }

        File.Copy(history.Original, Path, overwrite: true);
        using var connection = Open(Path, SqliteOpenMode.ReadWrite);
        connection.Execute("pragma foreign_keys = off; pragma ignore_check_constraints = on; pragma journal_mode = memory; pragma synchronous = off");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(connection.Handle, EnableTriggers, 0, out _), connection.Handle);

        try
        {
            change(connection);
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH)
        {
        }
    }

    /// <returns>Null: it is no history, and that was said.</returns>
    public VerificationReport? Verify()
    {
        try
        {
            var report = new HistoryVerifier(Path, CompleteHistory.Answers).Verify([], null);
            Assert.All(report.Faults, fault => Assert.InRange(fault.Found.Length, 1, 1001));
            return report;
        }
        catch (AuditException refused)
        {
            Assert.Equal(FailureKind.History, refused.Kind);
            return null;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=false");
        connection.Open();
        return connection;
    }
}
