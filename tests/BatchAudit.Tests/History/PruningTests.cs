using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.Tests.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

public sealed class PruningTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");
    private readonly string _path;

    public PruningTests()
    {
        _path = Path.Combine(_folder.FullName, "history.db");
        CompleteHistory.Make(_path, withPruning: false);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_pruned_is_said_and_the_history_stays_valid()
    {
        var before = Derived();
        var plan = new HistoryPruning(_path).Plan(Midnight.AddSeconds(50));

        var report = new HistoryPruning(_path).Prune(Midnight.AddSeconds(50), Midnight.AddDays(90));

        // Two failures' bodies, a batch, a page of jobs, a directory and two pages of its files.
        Assert.Equal(new PruningReport(10, 7, report.Bytes), report);
        Assert.Equal(plan, report);
        Assert.Equal(before, Derived());

        var verified = TamperedHistory.Verify(_path, []);
        Assert.Equal([], verified.Faults);
        Assert.Equal("valid but unanchored", verified.Verdict);
        Assert.Equal((7, 5), (verified.Pruned, verified.Underivable));
    }

    [Fact]
    public void Everything_but_our_own_documents_may_go_and_what_comes_later_is_derived_from_what_is_left()
    {
        Assert.Equal(24, new HistoryPruning(_path).Prune(Midnight.AddDays(80), Midnight.AddDays(90)).UpToSeq);

        using (var history = SqliteHistory.Open(_path))
        {
            var run = history.BeginRun(new RunStart(Midnight.AddDays(91), "1.0.0", "https://example.test", "--all"));
            Assert.Equal([true, false], history.Append(run, [CompleteHistory.Answer("batch", "bat-1", 999, CompleteHistory.Running), CompleteHistory.Answer("batch", "bat-1", 999, CompleteHistory.Running)]));
        }

        Assert.Equal([], TamperedHistory.Verify(_path, []).Faults);
        Assert.Equal(1, Scalar<long>("select count(*) from payload p join observation o on o.payload_sha256 = p.sha256 where o.kind = 'batch' and o.seq = (select max(seq) from observation) and p.body is not null"));
        Assert.Equal(0, new HistoryPruning(_path).Prune(Midnight.AddDays(80), Midnight.AddDays(92)).Payloads);
    }

    [Fact]
    public void What_is_derived_from_answers_that_are_left_is_still_held_against_them()
    {
        new HistoryPruning(_path).Prune(Midnight.AddSeconds(50), Midnight.AddDays(90));

        foreach (var edit in (string[])["update file_result set job_id = 'pjb-7' where since_seq > 10", "update batch_state set status = 'RUNNING' where until_seq is null"])
        {
            File.Copy(_path, _path + ".copy", overwrite: true);
            Execute(_path + ".copy", "drop trigger file_result_only_ends; drop trigger batch_state_only_ends");
            Execute(_path + ".copy", edit);
            Execute(_path + ".copy", string.Join(';', Triggers("file_result_only_ends", "batch_state_only_ends")));

            Assert.StartsWith("broken at ", TamperedHistory.Verify(_path + ".copy", []).Verdict, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_space_is_given_back()
    {
        var noise = string.Concat(Enumerable.Range(0, 20_000).Select(n => Payload.Digest(BitConverter.GetBytes(n))));

        using (var history = SqliteHistory.Open(_path))
        {
            history.Append(2, [CompleteHistory.Answer("directory_not_found", "dir-9", 200, noise)]);
        }

        var before = new FileInfo(_path).Length;
        new HistoryPruning(_path).Prune(Midnight.AddDays(80), Midnight.AddDays(90));

        Assert.True(new FileInfo(_path).Length < before - 500_000, $"{before} bytes, then {new FileInfo(_path).Length}");
    }

    [Fact]
    public void Nothing_is_pruned_under_the_feet_of_a_run_or_where_nothing_is_old_or_where_there_is_no_history()
    {
        using (SqliteHistory.Open(_path))
        {
            Assert.Equal(FailureKind.Locked, Assert.Throws<AuditException>(() => new HistoryPruning(_path).Prune(Midnight.AddDays(1), Midnight)).Kind);
        }

        Assert.Equal(new PruningReport(0, 0, 0), new HistoryPruning(_path).Prune(Midnight, Midnight.AddDays(1)));
        Assert.Equal(0, Scalar<long>("select count(*) from pruning"));
        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(() => new HistoryPruning(_path + ".none").Prune(Midnight, Midnight)).Kind);
        Assert.False(File.Exists(_path + ".none"));
    }

    private IReadOnlyList<string> Derived() =>
    [
        Scalar<string>("select group_concat(batch_key || status || since_seq, ' ') from batch_state"),
        Scalar<string>("select group_concat(file_id || since_seq || coalesce(job_id, ''), ' ') from file_result"),
        Scalar<string>("select group_concat(job_id || status || since_seq, ' ') from job_state"),
    ];

    private static IEnumerable<string> Triggers(params string[] names) => names.Select(name =>
    {
        var text = HistoryFile.SchemaText();
        var start = text.IndexOf($"create trigger {name} ", StringComparison.Ordinal);
        return text[start..(text.IndexOf("end;", start, StringComparison.Ordinal) + 3)];
    });

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        connection.Execute(sql);
    }

    private T Scalar<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_path};Mode=ReadOnly;Pooling=false");
        connection.Open();
        return connection.ExecuteScalar<T>(sql)!;
    }
}
