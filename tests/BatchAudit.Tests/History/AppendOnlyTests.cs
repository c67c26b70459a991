using BatchAudit.Collecting;
using Dapper;
using Microsoft.Data.Sqlite;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

/// <summary>The database itself refuses what must not happen, whatever program asks for it.</summary>
public sealed class AppendOnlyTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    public AppendOnlyTests()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));
        _fixture.Observe(Batch("COMPLETED", Mapped("dfl-1", "pjb-2"), Unmapped("dfl-2", "no such type")) with
        {
            UnknownFields = ["pages"],
            UnreadableTimes = [new("updated_at", "7")],
        });
        _fixture.ObserveJobs("bat-1", Job("pjb-2", "RUNNING"));
        _fixture.ObserveMissing("bat-1", "pjb-1");
        _fixture.ObserveTimes(new JobTimes("pjb-2", Midnight, null, null, null, null, null));
        _fixture.ObserveDirectory(new DirectorySnapshot("dir-1", "scans", "user", null, null));
        _fixture.ObserveFiles("dir-1", isLast: true, Listed("dfl-1"));
        var failure = new AuditException(FailureKind.NotFound, "no such batch") { Body = "{}"u8.ToArray() };
        _fixture.History.Append(_fixture.RunId, [FailureObservation.Of("bat-7", failure, Midnight)]);
        _fixture.History.EndRun(_fixture.RunId, Midnight, new RunCounts(2, 1, 0, 1, 0, 0, default), 3);
        _fixture.Prune(Midnight.AddSeconds(2));
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Every_column_of_every_table_refuses_to_be_changed()
    {
        foreach (var (table, column) in Columns())
        {
            var refused = Assert.Throws<SqliteException>(() => _fixture.Tamper($"update {table} set {column} = 'x'"));
            // 19: refused by a trigger. 20: an integer key takes no text at all.
            Assert.True(refused.SqliteErrorCode is 19 or 20, $"{table}.{column}: {refused.Message}");
        }
    }

    [Fact]
    public void Every_table_refuses_to_lose_a_row()
    {
        foreach (var table in Tables())
        {
            Assert.True(_fixture.Scalar<long>($"select count(*) from {table}") > 0, $"{table} is empty: nothing was proved");
            Assert.Throws<SqliteException>(() => _fixture.Tamper($"delete from {table}"));
        }
    }

    [Fact]
    public void Every_table_refuses_to_have_a_row_replaced()
    {
        foreach (var table in Tables())
        {
            // Replacing deletes the row without asking the triggers that refuse deletion.
            Assert.Throws<SqliteException>(() => _fixture.Tamper($"insert or replace into {table} select * from {table} limit 1"));
        }
    }

    [Theory]
    [InlineData("insert or replace into file_result select * from file_result where until_seq is null")]
    [InlineData("insert or replace into batch_state select * from batch_state where until_seq is null")]
    [InlineData("insert into file_result select batch_key, file_id, occurrence, since_seq + 1, null, first_seq, job_type, 'pjb-9', null, null from file_result where until_seq is null")]
    public void A_valid_version_is_neither_replaced_nor_joined_by_another_while_it_is_the_newest(string tampering)
    {
        using var running = new HistoryFixture();
        running.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));

        Assert.Throws<SqliteException>(() => running.Tamper(tampering));
    }

    [Fact]
    public void Of_a_payload_only_a_body_that_a_pruning_covers_goes()
    {
        Assert.Equal(1, _fixture.Scalar<long>("select count(*) from payload where body is null"));

        foreach (var sha256 in _fixture.Query<string>("select sha256 from payload where body is not null"))
        {
            // Those of younger answers, and documents of our own however old.
            Assert.Throws<SqliteException>(() => _fixture.Tamper($"update payload set body = null where sha256 = '{sha256}'"));
        }
    }

    [Fact]
    public void A_body_that_is_gone_comes_back_only_with_the_same_answer()
    {
        Assert.Throws<SqliteException>(() => _fixture.Tamper("update payload set body = x'1f8b' where body is null"));

        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));

        Assert.Equal(0, _fixture.Scalar<long>("select count(*) from payload where body is null"));
    }

    [Fact]
    public void An_ended_version_cannot_be_reopened()
    {
        Assert.Throws<SqliteException>(() => _fixture.Tamper("update file_result set until_seq = null where until_seq is not null"));
        Assert.Throws<SqliteException>(() => _fixture.Tamper("update file_result set until_seq = 1 where until_seq is null"));
    }

    [Fact]
    public void An_observation_that_does_not_follow_the_newest_is_refused()
    {
        const string columns = "run_id, kind, subject, observed_at, observed_ms, payload_sha256, previous_hash, hash";
        Assert.Throws<SqliteException>(() => _fixture.Tamper($"insert into observation select seq + 100, {columns} from observation limit 1"));
        Assert.Throws<SqliteException>(() => _fixture.Tamper($"insert into observation select 1 + (select max(seq) from observation), {columns} from observation limit 1"));
    }

    private List<string> Tables() =>
        [.. _fixture.Query<string>("select name from sqlite_schema where type = 'table' and name not like 'sqlite%' order by name")];

    private List<(string Table, string Column)> Columns()
    {
        using var connection = _fixture.Connect(SqliteOpenMode.ReadOnly);
        return [.. connection.Query<(string, string)>(
            "select t.name, c.name from sqlite_schema t, pragma_table_info(t.name) c where t.type = 'table' and t.name not like 'sqlite%' order by 1, c.cid")];
    }
}
