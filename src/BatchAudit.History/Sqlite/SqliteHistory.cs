using System.Globalization;
using BatchAudit.Collecting;
using BatchAudit.Deriving;
using BatchAudit.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The history of every batch in one SQLite file, laid out by <c>schema.sql</c>, as a run appends to it.</summary>
public sealed class SqliteHistory : IHistory
{
    private readonly string _path;
    private readonly HistoryLock _lock;
    private readonly SqliteConnection _connection;
    private readonly ObservationChain _chain;
    private readonly HeldBatches _held;
    private readonly RunTables _runs;
    private readonly FactTables _facts;
    private readonly Derivation _derivation;
    private readonly int _version;

    private SqliteHistory(string path, HistoryLock held, int version)
    {
        _version = version;
        _path = path;
        _lock = held;
        _connection = HistoryFile.OpenToAppend(path);

        try
        {
            _held = new HeldBatches(path);
            UnfinishedRun = HistoryFile.Guarded(path, FindDeadRun);
            _chain = HistoryFile.Guarded(path, () => new ObservationChain(_connection));
            _runs = new RunTables(_connection);
            _facts = HistoryFile.Guarded(path, () => new FactTables(_connection));
            _derivation = new Derivation(_facts);
            RequireOwnDerivation();
        }
        catch
        {
            _facts?.Dispose();
            _chain?.Dispose();
            _held?.Dispose();
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the history at <paramref name="path"/>, or makes one, and holds its lock until disposed.</summary>
    /// <exception cref="AuditException">Another run holds the lock; or the file is damaged, newer or something else, and untouched.</exception>
    public static SqliteHistory Open(string path) => Open(path, DerivationStretch.Current);

    /// <param name="version">What is recorded as the derivation's.</param>
    internal static SqliteHistory Open(string path, int version)
    {
        // Before the lock, which would leave a file beside whatever is no history.
        HistoryFile.Inspect(path);
        var held = HistoryLock.Take(path);

        try
        {
            return new SqliteHistory(path, held, version);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public UnfinishedRun? UnfinishedRun { get; }

    public HeldBatch? Find(string batchId) => _held.Find(batchId);

    public HeldJobs FindJobs(string batchId) => _held.FindJobs(batchId);

    public long? LastAsked(string batchId) => _held.LastAsked(batchId);

    public long BeginRun(RunStart start) => Transact(() =>
    {
        var runId = _connection.ExecuteScalar<long>("select coalesce(max(run_id), 0) + 1 from run");
        var document = RunDocument.Of(runId, start);

        var seq = _chain.Append(runId, ObservationKind.RunStarted, Subject(runId), start.StartedAt, document.Pack());
        _runs.Add(seq, document);

        if (StoredDerivations.Read(_connection).Newest != _version)
        {
            // Of a history that begins here it is all, so that a rebuild by this version has nothing to add.
            _chain.Append(runId, ObservationKind.DerivationBegan, new DerivationStretch(_version, seq == 1 ? 1 : seq + 1).ToString(), start.StartedAt, payload: null);
        }

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
                FailureObservation failure => Append(runId, failure),
                var answer => Derive(Chain(runId, answer), answer),
            };
        }

        return changed;
    });

    public void EndRun(long runId, DateTimeOffset finishedAt, RunCounts counts, int exitCode) => Transact(() =>
    {
        var document = RunEndDocument.Of(runId, finishedAt, counts, exitCode);
        _runs.Add(_chain.Append(runId, ObservationKind.RunFinished, Subject(runId), finishedAt, document.Pack()), document);
        return runId;
    });

    public void Dispose()
    {
        _facts.Dispose();
        _held.Dispose();
        _chain.Dispose();
        _connection.Dispose();
        _lock.Dispose();
    }

    private void RequireOwnDerivation()
    {
        if (HistoryFile.Guarded(_path, () => StoredDerivations.Read(_connection).Newest) is var newest && newest > _version)
        {
            throw new AuditException(
                FailureKind.History,
                $"The history '{_path}' was last written to by a newer program, which derives by version {newest} where this one has version {_version}.",
                "Use the newer program; this one can read the history.");
        }
    }

    private UnfinishedRun? FindDeadRun()
    {
        const string sql = """
            select r.run_id, r.started_at
              from run r
             where r.run_id = (select max(run_id) from run)
               and not exists (select 1 from run_end e where e.run_id = r.run_id)
            """;

        using var row = _connection.ExecuteReader(sql);
        return row.Read() ? new UnfinishedRun(row.GetInt64(0), UtcText.Parse(row.GetString(1))) : null;
    }

    private bool Append(long runId, BatchObservation answer)
    {
        // The same bytes say the same: nothing to derive.
        var isNews = _chain.NewestPayload(answer.Kind, answer.Subject) != answer.Payload?.Sha256;
        var seq = Chain(runId, answer);
        return isNews && Derive(seq, answer);
    }

    private bool Append(long runId, FailureObservation failure)
    {
        var document = FailureDocument.Of(failure);
        var isStored = failure.Payload is not null && _chain.Keep(failure.Payload);

        _runs.Add(_chain.Append(runId, failure.Kind, failure.Subject, failure.ObservedAt, document.Pack()), document);

        if (isStored)
        {
            _chain.BringBack(failure.Payload!);
        }

        return false;
    }

    /// <returns>Whether anything was new.</returns>
    private bool Derive(long seq, Observation answer)
    {
        var changes = _derivation.Derive(seq, answer);
        _facts.Apply(changes);
        return changes.IsNews;
    }

    private long Chain(long runId, Observation observation) =>
        _chain.Append(runId, observation.Kind, observation.Subject, observation.ObservedAt, observation.Payload);

    private T Transact<T>(Func<T> work) => HistoryFile.Guarded(_path, () =>
    {
        using var transaction = _connection.BeginTransaction(deferred: false);
        var result = work();
        transaction.Commit();
        return result;
    });

    private static string Subject(long runId) => runId.ToString(CultureInfo.InvariantCulture);
}
