using System.Globalization;
using System.Text;
using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History;

/// <summary>A history in a folder of its own, and a clock that ticks a second per answer so that times tell observations apart.</summary>
public sealed class HistoryFixture : IDisposable
{
    public static readonly DateTimeOffset Midnight = new(2026, 5, 4, 0, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");
    private long _ticks;

    public HistoryFixture()
    {
        Path = System.IO.Path.Combine(_folder.FullName, "history.db");
        History = SqliteHistory.Open(Path);
        RunId = History.BeginRun(new RunStart(Midnight, "1.0.0", "https://example.test", "--all"));
    }

    public string Path { get; }

    public SqliteHistory History { get; private set; }

    public long RunId { get; }

    public DateTimeOffset NextInstant => Midnight.AddSeconds(_ticks + 1);

    public static BatchSnapshot Batch(string status, params FileResult[] results) => new()
    {
        BatchId = "bat-1",
        Status = status,
        ProjectId = "prj-1",
        SourceDirectoryId = "dir-1",
        JobType = "parse_v2",
        ConfigurationId = "cfg-1",
        CreatedAt = Midnight.AddHours(-1),
        UpdatedAt = Midnight.AddMinutes(-1),
        ResultsState = ResultsState.Listed,
        Results = results,
    };

    public static FileResult Mapped(string fileId, string jobId) => new(fileId, "parse_v2", jobId, null);

    public static FileResult Unmapped(string fileId, string error) => new(fileId, null, null, error);

    /// <summary>Stores an answer; its bytes are made of what it says, in the order it says it.</summary>
    /// <returns>Whether it was news.</returns>
    public bool Observe(BatchSnapshot snapshot) => History.Append(RunId, [Answer(snapshot)])[0];

    /// <summary>A page of jobs of a batch.</summary>
    /// <returns>Whether it was news.</returns>
    public bool ObserveJobs(string batchId, params JobSnapshot[] jobs) =>
        History.Append(RunId, [JobsObservation.OfPage(batchId, "parse_v2", Said<IReadOnlyList<JobSnapshot>>(jobs, string.Join('\n', jobs)))])[0];

    public bool ObserveMissing(string batchId, string jobId) => History.Append(
        RunId, [JobsObservation.OfMissing(batchId, jobId, new AuditException(FailureKind.NotFound, "no such job"), Tick())])[0];

    public bool ObserveTimes(params JobTimes[] times) =>
        History.Append(RunId, [JobTimesObservation.Of("parse_v2", Said<IReadOnlyList<JobTimes>>(times, string.Join('\n', times)))])[0];

    public bool ObserveDirectory(DirectorySnapshot directory) =>
        History.Append(RunId, [DirectoryObservation.Of(Said(directory, directory.ToString()))])[0];

    public bool ObserveNoDirectory(string directoryId) => History.Append(
        RunId, [DirectoryObservation.OfMissing(directoryId, new AuditException(FailureKind.NotFound, "no such directory"), Tick())])[0];

    public bool ObserveFiles(string directoryId, bool isLast, params DirectoryFileSnapshot[] files) => History.Append(
        RunId, [DirectoryFilesObservation.Of(directoryId, Said(new DirectoryFilesPage(files, isLast), string.Join('\n', files)))])[0];

    public static JobSnapshot Job(string jobId, string status, string? error = null) =>
        new(jobId, status, error, "agentic", null, Midnight.AddMinutes(-30), Midnight.AddMinutes(-20));

    public static DirectoryFileSnapshot Listed(string fileId, DateTimeOffset? createdAt = null, DateTimeOffset? deletedAt = null) =>
        new(fileId, fileId + ".pdf", "doc-" + fileId, "fil-" + fileId, createdAt ?? Midnight.AddHours(-2), deletedAt);

    private Answer<T> Said<T>(T value, string body) => new(value, Encoding.UTF8.GetBytes(body), Tick());

    private DateTimeOffset Tick() => Midnight.AddSeconds(++_ticks);

    public BatchObservation Answer(BatchSnapshot snapshot)
    {
        _ticks++;
        var body = new StringBuilder(snapshot.ToString());
        body.AppendJoin('\n', snapshot.Results);
        return BatchObservation.Of(new Answer<BatchSnapshot>(snapshot, Encoding.UTF8.GetBytes(body.ToString()), Midnight.AddSeconds(_ticks)));
    }

    public T Scalar<T>(string sql)
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<T>(sql)!;
    }

    public IReadOnlyList<T> Query<T>(string sql, object? parameters = null)
    {
        using var connection = Connect(SqliteOpenMode.ReadOnly);
        return connection.Query<T>(sql, parameters).AsList();
    }

    /// <summary>As someone with any SQLite client would.</summary>
    public void Tamper(string sql)
    {
        using var connection = Connect(SqliteOpenMode.ReadWrite);
        connection.Execute(sql);
    }

    public string Count(string table) => Scalar<long>($"select count(*) from {table}").ToString(CultureInfo.InvariantCulture);

    public SqliteConnection Connect(SqliteOpenMode mode)
    {
        var connection = new SqliteConnection($"Data Source={Path};Mode={mode};Pooling=false");
        connection.Open();
        return connection;
    }

    public void Reopen()
    {
        History.Dispose();
        History = SqliteHistory.Open(Path);
    }

    /// <summary>Drops the bodies of payloads that nothing refers to from this instant on.</summary>
    public PruningReport Prune(DateTimeOffset olderThan)
    {
        History.Dispose();
        var report = new HistoryPruning(Path).Prune(olderThan, Tick());
        History = SqliteHistory.Open(Path);
        return report;
    }

    public void Dispose()
    {
        History.Dispose();
        _folder.Delete(recursive: true);
    }
}
