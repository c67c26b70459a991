using BatchAudit.History.Sqlite;
using BatchAudit.Tests.History.Integrity;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History;

/// <summary>A ladder of layouts that were never released, over a history of the first one.</summary>
public sealed class MigrationsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("batch-audit-");
    private readonly string _path;

    public MigrationsTests()
    {
        _path = Path.Combine(_folder.FullName, "history.db");
        CompleteHistory.Make(_path);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_program_writes_the_layout_that_its_last_migration_makes() =>
        Assert.Equal(HistoryFile.SchemaVersion, Scalar<int>(_path, "pragma user_version"));

    [Fact]
    public void Steps_are_climbed_in_their_order_and_a_copy_of_what_was_is_kept()
    {
        var before = Rows(_path);
        var ladder = new Migrations(["alter table run add column host text; update run set host = 'a'", "update run set host = host || 'b'"]);

        ladder.BringUpToDate(_path);

        Assert.Equal(3, Scalar<int>(_path, "pragma user_version"));
        Assert.Equal("ab", Scalar<string>(_path, "select min(host) from run"));
        Assert.Equal(before, Rows(_path));
        Assert.Equal(1, Scalar<int>(_path + ".layout-1", "pragma user_version"));
        Assert.Equal(before, Rows(_path + ".layout-1"));
        Assert.Equal("valid but unanchored", TamperedHistory.Verify(_path + ".layout-1", []).Verdict);
    }

    [Fact]
    public void Whoever_opens_an_earlier_history_to_read_or_to_append_brings_it_up_to_date_once()
    {
        var first = new Migrations(["alter table run add column host text"]);
        HistoryFile.OpenToRead(_path, first).Dispose();
        Assert.Equal(2, Scalar<int>(_path, "pragma user_version"));

        HistoryFile.OpenToAppend(_path, first).Dispose();
        Assert.Equal(1, Scalar<int>(_path, "select count(*) from pragma_table_info('run') where name = 'host'"));

        HistoryFile.OpenToAppend(_path, new Migrations(["select 1", "alter table run add column note text"])).Dispose();
        Assert.Equal(3, Scalar<int>(_path, "pragma user_version"));
        Assert.True(File.Exists(_path + ".layout-2"));
    }

    [Fact]
    public void Views_and_triggers_are_those_of_the_program_afterwards()
    {
        using (var connection = Connect(_path, SqliteOpenMode.ReadWrite))
        {
            connection.Execute("drop view findings; create view runs_of_old as select run_id from run; drop trigger run_no_delete");
        }

        new Migrations(["select 1"]).BringUpToDate(_path);

        using var migrated = Connect(_path, SqliteOpenMode.ReadWrite);
        migrated.Execute("pragma user_version = 1");
        Assert.Equal("valid but unanchored", TamperedHistory.Verify(_path, []).Verdict);
    }

    [Theory]
    [InlineData("alter table run add column host text; select nonsense")]
    [InlineData("delete from run where run_id = 1")]
    public void A_step_that_fails_leaves_the_history_as_it_was(string step)
    {
        var before = Rows(_path);

        var failure = Assert.Throws<AuditException>(() => new Migrations(["alter table failure add column note text", step]).BringUpToDate(_path));

        Assert.Equal(FailureKind.History, failure.Kind);
        Assert.Equal(1, Scalar<int>(_path, "pragma user_version"));
        Assert.Equal(before, Rows(_path));
        Assert.Equal("valid but unanchored", TamperedHistory.Verify(_path, []).Verdict);
        Assert.Equal(before, Rows(_path + ".layout-1"));
    }

    [Fact]
    public void A_history_that_a_run_is_writing_to_is_not_migrated_under_its_feet()
    {
        using var running = SqliteHistory.Open(_path);

        var refused = Assert.Throws<AuditException>(() => HistoryFile.OpenToRead(_path, new Migrations(["select 1"])));

        Assert.Equal(FailureKind.Locked, refused.Kind);
        Assert.Equal(1, Scalar<int>(_path, "pragma user_version"));
    }

    /// <summary>Every row of the tables that every layout has, but for columns that came later.</summary>
    private static IReadOnlyList<string> Rows(string path)
    {
        using var connection = Connect(path, SqliteOpenMode.ReadOnly);
        return
        [
            .. connection.Query<string>("select seq || hash from observation order by seq"),
            .. connection.Query<string>("select run_id || selection from run order by run_id"),
            .. connection.Query<string>("select batch_key || file_id || since_seq || coalesce(until_seq, '') from file_result order by 1"),
        ];
    }

    private static T Scalar<T>(string path, string sql)
    {
        using var connection = Connect(path, SqliteOpenMode.ReadOnly);
        return connection.ExecuteScalar<T>(sql)!;
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection($"Data Source={path};Mode={mode};Pooling=false");
        connection.Open();
        return connection;
    }
}
