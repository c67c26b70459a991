using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BatchAudit.Tests.History.Model;

/// <summary>A history that is emptied for every sequence, because making one, and preparing its views, takes longer than a sequence.</summary>
internal sealed class ReusedHistory : IDisposable
{
    private const int EnableTriggers = 1003;

    // In memory where there is such a folder: every answer is committed, and would wait for the disk.
    private readonly DirectoryInfo _folder = Directory.Exists("/dev/shm")
        ? Directory.CreateDirectory($"/dev/shm/batch-audit-{Guid.NewGuid():N}")
        : Directory.CreateTempSubdirectory("batch-audit-");

    private readonly SqliteHistory _history;
    private readonly SqliteConnection _eraser;
    private readonly string _erase;

    public ReusedHistory()
    {
        _history = SqliteHistory.Open(Path);
        Now = new ViewReader(Connect(Path, SqliteOpenMode.ReadOnly));
        Earlier = new ViewReader(Connect(Path, SqliteOpenMode.ReadOnly));
        Earlier.PutHorizon();

        _eraser = Connect(Path, SqliteOpenMode.ReadWrite);
        _eraser.Execute("pragma foreign_keys = off");
        SqliteException.ThrowExceptionForRC(raw.sqlite3_db_config(_eraser.Handle, EnableTriggers, 0, out _), _eraser.Handle);
        _erase = string.Concat(_eraser
            .Query<string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite%'")
            .Select(table => $"delete from {table};"));
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "history.db");

    public ViewReader Now { get; }

    /// <summary>The views over a horizon of their own.</summary>
    public ViewReader Earlier { get; }

    /// <summary>As nobody can who does not switch the triggers off.</summary>
    public void Erase()
    {
        _eraser.Execute($"begin immediate; {_erase} commit");

        // An append that is refused makes the history forget what it had in mind.
        _ = Assert.Throws<NotSupportedException>(() => _history.Append(1, [new Unheard { Kind = "", Subject = "", ObservedAt = default, Payload = null }]));
    }

    public long BeginRun(RunStart start) => _history.BeginRun(start);

    public void EndRun(long runId, DateTimeOffset at, RunCounts counts, int exitCode) => _history.EndRun(runId, at, counts, exitCode);

    public void Append(long runId, IReadOnlyList<Observation> observations) => _history.Append(runId, observations);

    public void Dispose()
    {
        _eraser.Dispose();
        Earlier.Dispose();
        Now.Dispose();
        _history.Dispose();
        _folder.Delete(recursive: true);
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=false");
        connection.Open();
        return connection;
    }

    private sealed record Unheard : Observation;
}
