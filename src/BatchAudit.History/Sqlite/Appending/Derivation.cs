using BatchAudit.Collecting;
using BatchAudit.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// Derives every row of every table from what was observed: when it is stored, and once more when the history is verified.
/// </summary>
internal sealed class Derivation : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly ErrorGroups _errors;
    private readonly UnreadableTimes _unreadable;
    private readonly BatchDeriver _batches;
    private readonly JobDeriver _jobs;
    private readonly JobTimesDeriver _jobTimes;
    private readonly DirectoryDeriver _directories;
    private readonly UnknownFieldDeriver _unknownFields;

    public Derivation(SqliteConnection connection)
    {
        _connection = connection;
        _errors = new ErrorGroups(connection);
        _unreadable = new UnreadableTimes(connection);
        _unknownFields = new UnknownFieldDeriver(connection);
        _batches = new BatchDeriver(connection, _errors, _unreadable);
        _jobs = new JobDeriver(connection, _errors, _unreadable);
        _jobTimes = new JobTimesDeriver(connection, _unreadable);
        _directories = new DirectoryDeriver(connection, _unreadable);
    }

    /// <returns>Whether anything was new.</returns>
    public bool Derive(long seq, Observation observation)
    {
        _unknownFields.Derive(seq, observation.UnknownFields);

        return observation switch
        {
            BatchObservation answer => _batches.Derive(seq, answer.Snapshot),
            JobsObservation answer => _jobs.Derive(seq, answer.BatchId, answer.Jobs),
            JobTimesObservation answer => _jobTimes.Derive(seq, answer.Times),
            DirectoryObservation answer => _directories.Derive(seq, answer.Subject, answer.Snapshot),
            DirectoryFilesObservation answer => _directories.Derive(seq, answer.Subject, answer.Page),
            _ => throw new NotSupportedException($"The history cannot keep a {observation.GetType().Name}."),
        };
    }

    public void Derive(long seq, RunDocument document) => Insert(
        seq,
        document,
        """
        insert into run (run_id, seq, started_at, tool_version, base_url, selection)
        values (@RunId, @Seq, @StartedAt, @ToolVersion, @BaseUrl, @Selection)
        """);

    public void Derive(long seq, RunEndDocument document) => Insert(
        seq,
        document,
        """
        insert into run_end (run_id, seq, finished_at, due, read, unchanged, failed, left_over, held, calls, retries, exit_code)
        values (@RunId, @Seq, @FinishedAt, @Due, @Read, @Unchanged, @Failed, @LeftOver, @Held, @Calls, @Retries, @ExitCode)
        """);

    public void Derive(long seq, FailureDocument document) => Insert(
        seq,
        document,
        "insert into failure (seq, subject, reason, message, body_sha256) values (@Seq, @BatchId, @Reason, @Message, @BodySha256)");

    public void Derive(long seq, PruningDocument document) => Insert(
        seq,
        document,
        "insert into pruning (seq, up_to_seq, older_than, payloads) values (@Seq, @UpToSeq, @OlderThan, @Payloads)");

    /// <summary>What a transaction that failed had added is not there.</summary>
    public void Forget() => _errors.Forget();

    public void Dispose()
    {
        _directories.Dispose();
        _jobTimes.Dispose();
        _jobs.Dispose();
        _batches.Dispose();
        _unreadable.Dispose();
        _errors.Dispose();
    }

    private void Insert(long seq, object document, string sql)
    {
        var parameters = new DynamicParameters(document);
        parameters.Add("Seq", seq);
        _connection.Execute(sql, parameters);
    }
}
