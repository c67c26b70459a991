using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>Derives the facts of a batch from an answer about it: what is new becomes a version, what is not adds nothing.</summary>
internal sealed class BatchDeriver(SqliteConnection connection, ErrorGroups errors, UnreadableTimes unreadable) : IDisposable
{
    private readonly Statement _findBatch = new(connection, "select batch_key from batch where batch_id = ?1");

    private readonly Statement _addBatch = new(
        connection,
        """
        insert into batch (batch_id, since_seq, created_at, created_ms) values (?1, ?2, ?3, ?4)
        """);

    private readonly Statement _endState = new(
        connection, "update batch_state set until_seq = ?1 where batch_key = ?2 and until_seq is null");

    private readonly Statement _addState = new(
        connection,
        """
        insert into batch_state (batch_key, since_seq, status, project_id, source_directory_id, job_type, configuration_id,
                                 created_at, updated_at, updated_ms, results_state, listed, mapped, mapping_errors, neither)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """);

    private readonly Statement _validResults = new(
        connection,
        """
        select file_id, occurrence, since_seq, first_seq, job_type, job_id, mapping_error
          from file_result where batch_key = ?1 and until_seq is null
        """);

    private readonly Statement _endResult = new(
        connection,
        "update file_result set until_seq = ?1 where batch_key = ?2 and file_id = ?3 and occurrence = ?4 and since_seq = ?5");

    private readonly Statement _addResult = new(
        connection,
        """
        insert into file_result (batch_key, file_id, occurrence, since_seq, first_seq, job_type, job_id, mapping_error, error_group)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """);

    private readonly Statement _firstSeen = new(
        connection, "select min(first_seq) from file_result where batch_key = ?1 and file_id = ?2 and occurrence = ?3");

    /// <returns>Whether anything was new.</returns>
    public bool Derive(long seq, BatchSnapshot snapshot)
    {
        var (batchKey, isNew) = Key(seq, snapshot);
        var stateChanged = DeriveState(seq, batchKey, snapshot);
        var resultsChanged = snapshot.ResultsState is ResultsState.Listed && DeriveResults(seq, batchKey, isNew, snapshot);
        var timesChanged = unreadable.Derive(seq, (UnreadableTimes.OfBatch, snapshot.BatchId, snapshot.BatchId), snapshot.UnreadableTimes);
        return stateChanged || resultsChanged || timesChanged;
    }

    public void Dispose()
    {
        _findBatch.Dispose();
        _addBatch.Dispose();
        _endState.Dispose();
        _addState.Dispose();
        _validResults.Dispose();
        _endResult.Dispose();
        _addResult.Dispose();
        _firstSeen.Dispose();
    }

    private (long BatchKey, bool IsNew) Key(long seq, BatchSnapshot snapshot)
    {
        var found = _findBatch.Bind(1, snapshot.BatchId).Step() ? _findBatch.Number(0) : null;
        _findBatch.Reset();

        if (found is { } known)
        {
            return (known, false);
        }

        _addBatch
            .Bind(1, snapshot.BatchId).Bind(2, seq)
            .Bind(3, UtcText.Of(snapshot.CreatedAt)).Bind(4, snapshot.CreatedAt?.ToUnixTimeMilliseconds())
            .Run();

        return (SQLitePCL.raw.sqlite3_last_insert_rowid(connection.Handle), true);
    }

    private bool DeriveState(long seq, long batchKey, BatchSnapshot snapshot)
    {
        var state = StateRow.Of(snapshot);

        // Once per answer, not per file: Dapper will do.
        var valid = connection.QuerySingleOrDefault<StateRow>(
            """
            select status, project_id as ProjectId, source_directory_id as SourceDirectoryId, job_type as JobType,
                   configuration_id as ConfigurationId, created_at as CreatedAt, updated_at as UpdatedAt,
                   results_state as ResultsState, listed, mapped, mapping_errors as MappingErrors, neither
              from batch_state where batch_key = @batchKey and until_seq is null
            """,
            new { batchKey });

        if (state == valid)
        {
            return false;
        }

        _endState.Bind(1, seq).Bind(2, batchKey).Run();

        _addState
            .Bind(1, batchKey).Bind(2, seq).Bind(3, state.Status).Bind(4, state.ProjectId).Bind(5, state.SourceDirectoryId)
            .Bind(6, state.JobType).Bind(7, state.ConfigurationId).Bind(8, state.CreatedAt)
            .Bind(9, state.UpdatedAt).Bind(10, snapshot.UpdatedAt?.ToUnixTimeMilliseconds())
            .Bind(11, state.ResultsState).Bind(12, state.Listed).Bind(13, state.Mapped).Bind(14, state.MappingErrors).Bind(15, state.Neither)
            .Run();

        return true;
    }

    private bool DeriveResults(long seq, long batchKey, bool isNew, BatchSnapshot snapshot)
    {
        var valid = isNew ? [] : ValidResults(batchKey);
        var changed = false;

        foreach (var (result, occurrence) in ResultRows.InOrder(snapshot.Results))
        {
            var known = valid.Remove((result.FileId, occurrence), out var version);

            // Orchestration failed: such a list may add what was not known, but takes nothing back.
            if (known && (version!.Says(result) || snapshot.Status == BatchStatus.Failed))
            {
                continue;
            }

            if (known)
            {
                End(seq, batchKey, version!);
            }

            var firstSeq = known ? version!.FirstSeq : isNew ? seq : FirstSeen(seq, batchKey, result.FileId, occurrence);

            _addResult
                .Bind(1, batchKey).Bind(2, result.FileId).Bind(3, occurrence).Bind(4, seq).Bind(5, firstSeq)
                .Bind(6, result.JobType).Bind(7, result.JobId).Bind(8, result.MappingError)
                .Bind(9, errors.Of(seq, "mapping", result.MappingError))
                .Run();

            changed = true;
        }

        if (snapshot.Status == BatchStatus.Failed)
        {
            return changed;
        }

        foreach (var gone in valid.Values)
        {
            End(seq, batchKey, gone);
            changed = true;
        }

        return changed;
    }

    private void End(long seq, long batchKey, FileVersion version) =>
        _endResult.Bind(1, seq).Bind(2, batchKey).Bind(3, version.FileId).Bind(4, version.Occurrence).Bind(5, version.SinceSeq).Run();

    /// <summary>A row that returns was first seen when it first came, not when it came back.</summary>
    private long FirstSeen(long seq, long batchKey, string fileId, long occurrence)
    {
        var first = _firstSeen.Bind(1, batchKey).Bind(2, fileId).Bind(3, occurrence).Step() ? _firstSeen.Number(0) : null;
        _firstSeen.Reset();
        return first ?? seq;
    }

    private Dictionary<(string FileId, long Occurrence), FileVersion> ValidResults(long batchKey)
    {
        var valid = new Dictionary<(string, long), FileVersion>();
        var rows = _validResults.Bind(1, batchKey);

        while (rows.Step())
        {
            var version = new FileVersion(
                rows.Text(0)!, rows.Number(1)!.Value, rows.Number(2)!.Value, rows.Number(3)!.Value, rows.Text(4), rows.Text(5), rows.Text(6));

            valid.Add((version.FileId, version.Occurrence), version);
        }

        rows.Reset();
        return valid;
    }

    /// <summary>The columns of <c>batch_state</c> by which two answers are told apart.</summary>
    private sealed record StateRow(
        string Status, string? ProjectId, string? SourceDirectoryId, string? JobType, string? ConfigurationId, string? CreatedAt,
        string? UpdatedAt, string ResultsState, long? Listed, long? Mapped, long? MappingErrors, long? Neither)
    {
        public static StateRow Of(BatchSnapshot snapshot)
        {
            var listed = snapshot.ResultsState is BatchAudit.ResultsState.Listed;
            var mapped = snapshot.Results.Count(result => result.JobId is not null);
            var errors = snapshot.Results.Count(result => result.JobId is null && result.MappingError is not null);

            return new StateRow(
                snapshot.Status,
                snapshot.ProjectId,
                snapshot.SourceDirectoryId,
                snapshot.JobType,
                snapshot.ConfigurationId,
                UtcText.Of(snapshot.CreatedAt),
                UtcText.Of(snapshot.UpdatedAt),
                snapshot.ResultsState.ToString().ToUpperInvariant(),
                listed ? snapshot.Results.Count : null,
                listed ? mapped : null,
                listed ? errors : null,
                listed ? snapshot.Results.Count - mapped - errors : null);
        }
    }
}
