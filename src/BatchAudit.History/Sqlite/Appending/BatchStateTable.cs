using BatchAudit.Deriving;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The table <c>batch_state</c>.</summary>
internal sealed class BatchStateTable(SqliteConnection connection) : IDisposable
{
    private readonly Statement _valid = new(
        connection,
        """
        select since_seq, status, project_id, source_directory_id, job_type, configuration_id, created_at, updated_ms, results_state,
               listed, mapped, mapping_errors
          from batch_state where batch_key = ?1 and until_seq is null
        """);

    private readonly Statement _end = new(
        connection, "update batch_state set until_seq = ?1 where batch_key = ?2 and since_seq = ?3");

    private readonly Statement _add = new(
        connection,
        """
        insert into batch_state (batch_key, since_seq, status, project_id, source_directory_id, job_type, configuration_id,
                                 created_at, updated_at, updated_ms, results_state, listed, mapped, mapping_errors, neither)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
        """);

    public BatchStateVersion? Valid(long batchKey)
    {
        var row = _valid.Bind(1, batchKey);
        var valid = row.Step() ? new BatchStateVersion(row.Number(0)!.Value, State(row)) : null;
        row.Reset();
        return valid;
    }

    public void Apply(long seq, long batchKey, VersionChange<BatchStateVersion> change)
    {
        if (change.Ended is { } ended)
        {
            _end.Bind(1, seq).Bind(2, batchKey).Bind(3, ended.SinceSeq).Run();
        }

        if (change.Added?.State is { } state)
        {
            _add
                .Bind(1, batchKey).Bind(2, seq).Bind(3, state.Status).Bind(4, state.ProjectId).Bind(5, state.SourceDirectoryId)
                .Bind(6, state.JobType).Bind(7, state.ConfigurationId).Bind(8, UtcText.Of(state.CreatedAt)).BindTime(9, state.UpdatedAt)
                .Bind(11, state.ResultsState.ToString().ToUpperInvariant()).Bind(12, state.Counts?.Listed).Bind(13, state.Counts?.Mapped)
                .Bind(14, state.Counts?.MappingErrors).Bind(15, state.Counts?.Neither)
                .Run();
        }
    }

    public void Dispose()
    {
        _valid.Dispose();
        _end.Dispose();
        _add.Dispose();
    }

    private static BatchState State(Statement row) => new(
        row.Text(1)!, row.Text(2), row.Text(3), row.Text(4), row.Text(5), row.Time(6), row.Instant(7),
        Enum.Parse<ResultsState>(row.Text(8)!, ignoreCase: true),
        row.Number(9) is { } listed ? new ResultCounts(listed, row.Number(10) ?? 0, row.Number(11) ?? 0) : null);
}
