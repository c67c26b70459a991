using System.Globalization;
using CsCheck;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History;

/// <summary>Random sequences of answers: after every one, every view says what a naive model says.</summary>
public sealed class HistoryModelTests : IDisposable
{
    private static readonly Gen<FileResult> Result = Gen.Select(
        Any("dfl-1", "dfl-2", "dfl-3", ""),
        Any<string?>(null, "pjb-1", "pjb-2", "pjb-3"),
        Any<string?>(null, null, "no such type", "too large"),
        (file, job, error) => new FileResult(file, job is null ? null : "parse_v2", job, error));

    private static readonly Gen<BatchSnapshot> Answer = Gen.Select(
        Any("PENDING", "THROTTLED", "RUNNING", "RUNNING", "COMPLETED", "COMPLETED", "FAILED", "CANCELLED", "A_WORD_OF_TOMORROW"),
        Any(ResultsState.Listed, ResultsState.Listed, ResultsState.Listed, ResultsState.Null, ResultsState.Absent),
        Result.List[0, 5],
        (status, state, results) => new BatchSnapshot
        {
            BatchId = "",
            Status = status,
            CreatedAt = HistoryFixture.Midnight,
            ResultsState = state,
            Results = state is ResultsState.Listed ? results : [],
        });

    private readonly HistoryFixture _fixture = new();
    private readonly SqliteConnection _connection;
    private int _sequences;

    public HistoryModelTests() => _connection = _fixture.Connect(SqliteOpenMode.ReadOnly);

    public void Dispose()
    {
        _connection.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public void Every_view_says_what_a_naive_model_says_after_every_answer() =>
        Answer.List[1, 6].Sample(
            answers => Replay(string.Create(CultureInfo.InvariantCulture, $"bat-{_sequences++}"), answers),
            iter: Sequences(),
            threads: 1);

    /// <summary>10,000 with every change; a nightly run asks for more.</summary>
    private static int Sequences() =>
        int.TryParse(Environment.GetEnvironmentVariable("BATCH_AUDIT_TEST_SEQUENCES"), CultureInfo.InvariantCulture, out var count) ? count : 10_000;

    private static Gen<T> Any<T>(params T[] words) => Gen.Int[0, words.Length - 1].Select(n => words[n]);

    private void Replay(string batchId, List<BatchSnapshot> answers)
    {
        var model = new NaiveHistory();

        foreach (var answer in answers)
        {
            var snapshot = answer with { BatchId = batchId };
            _fixture.Observe(snapshot);
            model.Observe(Newest(), snapshot);

            Assert.Equal(model.FileJobs(), FileJobs(batchId));
            Assert.Equal(model.Timeline(), Timeline(batchId));
            Assert.Equal(model.Batch(), Batch(batchId));
        }
    }

    private long Newest() => _connection.ExecuteScalar<long>("select max(seq) from observation");

    private IEnumerable<string> FileJobs(string batchId) => _connection.Query<string>(
        """
        select f.source_directory_file_id || '|' || f.occurrence || '|' || coalesce(f.job_id, '') || '|' || coalesce(f.mapping_error, '')
            || '|' || f.mapping || '|' || f.outcome || '|' || first_seen.seq || '|' || f.observation || '|' || last_seen.seq
          from file_jobs f
          join observation first_seen on first_seen.subject = f.batch_id and first_seen.kind = 'batch' and first_seen.observed_at = f.first_seen_at
          join observation last_seen on last_seen.subject = f.batch_id and last_seen.kind = 'batch' and last_seen.observed_at = f.last_seen_at
         where f.batch_id = @batchId
         order by f.batch_created_at, f.batch_id, f.source_directory_file_id, f.occurrence
        """,
        new { batchId });

    private IEnumerable<string> Timeline(string batchId) => _connection.Query<string>(
        """
        select coalesce(t.from_status, '') || '|' || t.to_status || '|' || coalesce(b.seq, 'created') || '|' || t.observation
          from status_timeline t
          left join observation b on b.subject = t.batch_id and b.kind = 'batch' and b.observed_at = t.not_before
         where t.batch_id = @batchId
         order by t.observation
        """,
        new { batchId });

    private string Batch(string batchId) => _connection.QuerySingle<string>(
        """
        select status || '|' || results_state || '|' || observations || '|' || coalesce(listed, '') || '|' || coalesce(mapped, '')
            || '|' || coalesce(mapping_errors, '') || '|' || coalesce(neither, '')
          from batches where batch_id = @batchId
        """,
        new { batchId });
}
