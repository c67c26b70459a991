using System.Globalization;
using BatchAudit.Collecting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History;

/// <summary>The history of every batch in one SQLite file, laid out by <c>schema.sql</c>, as a run appends to it.</summary>
public sealed class SqliteHistory : IHistory
{
    private readonly string _path;
    private readonly HistoryLock _lock;
    private readonly SqliteConnection _connection;
    private readonly ObservationChain _chain;
    private readonly HeldBatches _held;
    private readonly ErrorGroups _errors;
    private readonly BatchDeriver _batches;
    private readonly JobDeriver _jobs;
    private readonly JobTimesDeriver _jobTimes;
    private readonly DirectoryDeriver _directories;

    private SqliteHistory(string path, HistoryLock held)
    {
        _path = path;
        _lock = held;
        _connection = HistoryFile.OpenToAppend(path);

        try
        {
            _held = new HeldBatches(path);
            DeadRun = HistoryFile.Guarded(path, FindDeadRun);
            _chain = HistoryFile.Guarded(path, () => new ObservationChain(_connection));
            _errors = HistoryFile.Guarded(path, () => new ErrorGroups(_connection));
            _batches = HistoryFile.Guarded(path, () => new BatchDeriver(_connection, _errors));
            _jobs = HistoryFile.Guarded(path, () => new JobDeriver(_connection, _errors));
            _jobTimes = HistoryFile.Guarded(path, () => new JobTimesDeriver(_connection));
            _directories = HistoryFile.Guarded(path, () => new DirectoryDeriver(_connection));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the history at <paramref name="path"/>, or makes one, and holds its lock until disposed.</summary>
    /// <exception cref="AuditException">Another run holds the lock; or the file is damaged, newer or something else, and untouched.</exception>
    public static SqliteHistory Open(string path)
    {
        var held = HistoryLock.Take(path);

        try
        {
            return new SqliteHistory(path, held);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public DeadRun? DeadRun { get; }

    public HeldBatch? Find(string batchId) => _held.Find(batchId);

    public HeldJobs FindJobs(string batchId) => _held.FindJobs(batchId);

    public long BeginRun(RunStart start) => Transact(() =>
    {
        var runId = _connection.ExecuteScalar<long>("select coalesce(max(run_id), 0) + 1 from run");
        var document = RunDocument.Of(runId, start);

        var seq = _chain.Append(runId, "run_started", Subject(runId), start.StartedAt, document.Pack());

        _connection.Execute(
            """
            insert into run (run_id, seq, started_at, tool_version, base_url, selection)
            values (@RunId, @Seq, @StartedAt, @ToolVersion, @BaseUrl, @Selection)
            """,
            With(document, seq));

        return runId;
    });

    public IReadOnlyList<bool> Append(long runId, IReadOnlyList<Observation> observations) => Transact(() =>
    {
        var changed = new bool[observations.Count];

        for (var n = 0; n < changed.Length; n++)
        {
            changed[n] = observations[n] switch
            {
                BatchObservation answer => Append(runId, answer),
                JobsObservation answer => _jobs.Derive(Chain(runId, answer), answer.BatchId, answer.Jobs),
                JobTimesObservation answer => _jobTimes.Derive(Chain(runId, answer), answer.Times),
                DirectoryObservation answer => _directories.Derive(Chain(runId, answer), answer.Subject, answer.Snapshot),
                DirectoryFilesObservation answer => _directories.Derive(Chain(runId, answer), answer.Subject, answer.Page),
                FailureObservation failure => Append(runId, failure),
                _ => throw new ArgumentException($"The history cannot keep a {observations[n].GetType().Name}.", nameof(observations)),
            };
        }

        return changed;
    });

    public void EndRun(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode) => Transact(() =>
    {
        var document = RunEndDocument.Of(runId, finishedAt, counts, exitCode);
        var seq = _chain.Append(runId, "run_finished", Subject(runId), finishedAt, document.Pack());

        return _connection.Execute(
            """
            insert into run_end (run_id, seq, finished_at, due, read, unchanged, failed, left_over, held, calls, retries, exit_code)
            values (@RunId, @Seq, @FinishedAt, @Due, @Read, @Unchanged, @Failed, @LeftOver, @Held, @Calls, @Retries, @ExitCode)
            """,
            With(document, seq));
    });

    public void Dispose()
    {
        _directories.Dispose();
        _jobTimes.Dispose();
        _jobs.Dispose();
        _batches.Dispose();
        _errors.Dispose();
        _held.Dispose();
        _chain.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private DeadRun? FindDeadRun()
    {
        const string sql = """
            select r.run_id, r.started_at
              from run r
             where r.run_id = (select max(run_id) from run)
               and not exists (select 1 from run_end e where e.run_id = r.run_id)
            """;

        using var row = _connection.ExecuteReader(sql);
        return row.Read() ? new DeadRun(row.GetInt64(0), UtcText.Parse(row.GetString(1))) : null;
    }

    private bool Append(long runId, BatchObservation answer)
    {
        // The same bytes say the same: nothing to derive.
        var isNews = _chain.NewestPayload(answer.Kind, answer.Subject) != answer.Payload?.Sha256;
        var seq = Chain(runId, answer);
        return isNews && _batches.Derive(seq, answer.Snapshot);
    }

    private bool Append(long runId, FailureObservation failure)
    {
        var seq = Chain(runId, failure);

        _connection.Execute(
            "insert into failure (seq, subject, reason, message) values (@seq, @Subject, @reason, @Message)",
            new { seq, failure.Subject, reason = FailureWords.Of(failure.Reason), failure.Message });

        return false;
    }

    private long Chain(long runId, Observation observation) =>
        _chain.Append(runId, observation.Kind, observation.Subject, observation.ObservedAt, observation.Payload);

    private T Transact<T>(Func<T> work) => HistoryFile.Guarded(_path, () =>
    {
        using var transaction = _connection.BeginTransaction(deferred: false);

        try
        {
            var result = work();
            transaction.Commit();
            return result;
        }
        catch
        {
            _errors.Forget();
            throw;
        }
    });

    private static DynamicParameters With(object document, long seq)
    {
        var parameters = new DynamicParameters(document);
        parameters.Add("Seq", seq);
        return parameters;
    }

    private static string Subject(long runId) => runId.ToString(CultureInfo.InvariantCulture);
}
