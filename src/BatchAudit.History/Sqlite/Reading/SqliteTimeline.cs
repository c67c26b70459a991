using BatchAudit.History.Views;
using BatchAudit.Reporting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>
/// The rows of <see cref="Timeline"/> about one id. What the id is the id of is looked up, for ids are opaque. Conditions stand
/// on every part of a union as constants, which lets SQLite look for the rows with one seek per batch.
/// </summary>
public sealed class SqliteTimeline : IRowSource
{
    private readonly string _path;
    private readonly string _sql;
    private readonly IReadOnlyList<string> _ids;

    /// <param name="withJobs">Of a batch, also what happened to its jobs.</param>
    /// <exception cref="AuditException">There is no history, or the id is not in it.</exception>
    public SqliteTimeline(string path, string id, bool withJobs)
    {
        _path = path;
        using var connection = HistoryFile.OpenToRead(path);
        var (parts, ids) = HistoryFile.Guarded(path, () => Find(connection, id, withJobs)) ?? throw new AuditException(
            FailureKind.Usage,
            $"'{id}' is no batch, job or file in the history '{path}'.",
            "Read its batch first with batch-audit collect, or name another history with --history.");
        _sql = string.Join(" union all ", parts);
        _ids = ids;
    }

    public ReportRows Open(ReportDefinition report)
    {
        var connection = TemporaryViews.Open(_path);

        try
        {
            return HistoryFile.Guarded(_path, () => new SqliteReportRows(_path, connection, $"{_sql} {RowOrder.Of(report)}", _ids));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <returns>The selects that hold the rows, and the texts for their parameters; null when nothing has this id.</returns>
    private static (string[] Parts, IReadOnlyList<string> Ids)? Find(SqliteConnection connection, string id, bool withJobs)
    {
        if (connection.ExecuteScalar<long?>("select 1 from batch where batch_id = @id", new { id }) is not null)
        {
            return ([Statuses(withJobs ? "batch_id = ?1" : "batch_id = ?1 and subject_type = 'batch'"), Drift("batch_id = ?1")], [id]);
        }

        if (connection.ExecuteScalar<long?>(
            """
            select 1 from batch b cross join file_result r where r.batch_key = b.batch_key and r.job_id = @id
            union all
            select 1 from batch b cross join job_state j where j.batch_key = b.batch_key and j.job_id = @id
             limit 1
            """,
            new { id }) is not null)
        {
            return ([Files("job_id = ?1"), Statuses("job_id = ?1")], [id]);
        }

        var rows = connection.Query<string?>(
            "select distinct r.job_id from batch b cross join file_result r where r.batch_key = b.batch_key and r.file_id = @id", new { id }).AsList();
        var jobs = rows.OfType<string>().Order(StringComparer.Ordinal).ToList();
        var parameters = string.Join(", ", jobs.Select((_, n) => FormattableString.Invariant($"?{n + 2}")));

        return rows.Count == 0 ? null : ([Files("source_directory_file_id = ?1"), Statuses($"job_id in ({parameters})")], [id, .. jobs]);
    }

    private static string Statuses(string condition) => $"""
        select occurred_at, precision, subject_type, batch_id, source_directory_file_id, job_id, 'status' as field,
               from_status as before, to_status as after, not_before, not_after, seconds_in_previous, observation
          from status_timeline
         where {condition}
        """;

    private static string Files(string condition) => $"""
        select not_after as occurred_at, 'OBSERVED' as precision, 'file' as subject_type, batch_id, source_directory_file_id, job_id, field,
               before, after, not_before, not_after, null as seconds_in_previous, observation
          from file_change
         where {condition}
        """;

    private static string Drift(string condition) => $"""
        select d.observed_at as occurred_at, 'OBSERVED' as precision, 'drift' as subject_type, d.batch_id, d.source_directory_file_id, null as job_id,
               d.field, d.before, d.after, o.observed_at as not_before, d.observed_at as not_after, null as seconds_in_previous,
               d.after_observation as observation
          from drift d
          join observation o on o.seq = d.before_observation
         where d.{condition}
        """;
}
