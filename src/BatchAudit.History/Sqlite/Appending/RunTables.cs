using BatchAudit.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.History.Sqlite;

/// <summary>The tables of runs, failures and prunings: each row is a document of our own.</summary>
internal sealed class RunTables(SqliteConnection connection)
{
    public void Add(long seq, RunDocument document) => Insert(
        seq,
        document,
        """
        insert into run (run_id, seq, started_at, tool_version, base_url, selection)
        values (@RunId, @Seq, @StartedAt, @ToolVersion, @BaseUrl, @Selection)
        """);

    public void Add(long seq, RunEndDocument document) => Insert(
        seq,
        document,
        """
        insert into run_end (run_id, seq, finished_at, due, read, unchanged, failed, left_over, held, calls, retries, exit_code)
        values (@RunId, @Seq, @FinishedAt, @Due, @Read, @Unchanged, @Failed, @LeftOver, @Held, @Calls, @Retries, @ExitCode)
        """);

    public void Add(long seq, FailureDocument document) => Insert(
        seq,
        document,
        "insert into failure (seq, subject, reason, message, body_sha256) values (@Seq, @BatchId, @Reason, @Message, @BodySha256)");

    public void Add(long seq, PruningDocument document) => Insert(
        seq,
        document,
        "insert into pruning (seq, up_to_seq, older_than, payloads) values (@Seq, @UpToSeq, @OlderThan, @Payloads)");

    private void Insert(long seq, object document, string sql)
    {
        // A few times a run, and once per failure: Dapper will do.
        var parameters = new DynamicParameters(document);
        parameters.Add("Seq", seq);
        connection.Execute(sql, parameters);
    }
}
