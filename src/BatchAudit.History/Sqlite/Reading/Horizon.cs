using BatchAudit.Reporting;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The observation up to which a history is looked at.</summary>
internal static class Horizon
{
    /// <exception cref="AuditException">There is no such observation, or none that is so old.</exception>
    public static ReportOrigin Find(SqliteConnection connection, string toolVersion, Viewpoint viewpoint)
    {
        var row = viewpoint.AsOf switch
        {
            { Sequence: { } sequence } => Newest(connection, "seq = @sequence", new { sequence }) ?? throw Missing(connection, sequence),
            { RunId: 0 } => null,
            { RunId: { } runId } => Newest(connection, "run_id = @runId", new { runId }) ?? throw NoRun(connection, runId),
            // By number, not by clock: what was stored before the newest answer of that time belongs to it, even where a clock
            // that ran ahead, and was put back, gave it a later time.
            { Time: { } time } => Newest(connection, "observed_ms <= @milliseconds", new { milliseconds = time.ToUnixTimeMilliseconds() })
                ?? throw TooEarly(connection, time),
            _ => Newest(connection, "true", parameters: null),
        };

        return row is null
            ? new ReportOrigin(0, null, null, toolVersion) { Viewpoint = viewpoint }
            : new ReportOrigin(row.Seq, UtcText.Parse(row.ObservedAt), row.Hash, toolVersion)
            {
                HistoryId = row.FirstHash,
                RunId = row.RunId,
                Viewpoint = viewpoint,
            };
    }

    private static Row? Newest(SqliteConnection connection, string condition, object? parameters) => connection.QuerySingleOrDefault<Row>(
        $"""
        select seq, run_id as RunId, observed_at as ObservedAt, hash, (select hash from observation where seq = 1) as FirstHash
          from observation where {condition} order by seq desc limit 1
        """,
        parameters);

    private static AuditException Missing(SqliteConnection connection, long sequence) => Refusal(
        FormattableString.Invariant($"There is no observation {sequence}"),
        connection.ExecuteScalar<long>("select coalesce(max(seq), 0) from observation") is > 0 and var newest
            ? FormattableString.Invariant($"the history has those from 1 to {newest}")
            : "the history is empty");

    private static AuditException NoRun(SqliteConnection connection, long runId) => Refusal(
        FormattableString.Invariant($"There is no run {runId}"),
        connection.ExecuteScalar<long>("select coalesce(max(run_id), 0) from run") is > 0 and var newest
            ? FormattableString.Invariant($"the history has those from 1 to {newest}")
            : "the history is empty");

    private static AuditException TooEarly(SqliteConnection connection, DateTimeOffset time) => Refusal(
        $"Nothing had been observed by {UtcText.Of(time)}",
        connection.ExecuteScalar<string?>("select observed_at from observation order by observed_ms, seq limit 1") is { } first
            ? $"the history begins at {first}"
            : "the history is empty");

    private static AuditException Refusal(string what, string why) =>
        new(FailureKind.Usage, $"{what}: {why}.", "Name another time, run or observation.");

    private sealed record Row(long Seq, long RunId, string ObservedAt, string Hash, string FirstHash);
}
