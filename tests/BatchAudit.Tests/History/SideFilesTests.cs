using BatchAudit.History.Sqlite;
using BatchAudit.Tests.Files;
using Dapper;
using Microsoft.Data.Sqlite;

namespace BatchAudit.Tests.History;

/// <summary>What another database left beside a place is not replayed into the file that is put there.</summary>
public sealed class SideFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HistoryFixture _fixture = new();

    public void Dispose()
    {
        _fixture.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_new_history_beside_the_log_of_a_former_one_begins_empty_and_the_log_is_kept()
    {
        var path = Abandoned();

        using (var history = SqliteHistory.Open(path))
        {
            Assert.Null(history.Find("bat-1"));
        }

        Assert.Contains("h.db-wal.orphan", _folder.Names);
        Assert.True(new FileInfo(path + "-wal.orphan").Length > 0);
        Assert.DoesNotContain("h.db-shm", _folder.Names);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_backup_over_a_former_database_is_not_what_its_log_says(bool formerIsThere)
    {
        var target = Abandoned();

        if (formerIsThere)
        {
            File.WriteAllText(target, "the former database");
        }

        _fixture.Observe(HistoryFixture.Batch("RUNNING"));
        new HistoryBackup(_fixture.Path).CopyTo(target, replace: true);

        Assert.DoesNotContain("h.db-wal", _folder.Names);
        Assert.Equal("ok", Scalar<string>(target, "pragma integrity_check"));
        Assert.Equal("RUNNING", Scalar<string>(target, "select status from batch_state"));
        Assert.Equal(!formerIsThere, File.Exists(target + "-wal.orphan"));
    }

    [Fact]
    public void A_second_orphan_does_not_replace_the_first()
    {
        SqliteHistory.Open(Abandoned()).Dispose();
        File.Delete(_folder.File("h.db"));
        SqliteHistory.Open(Abandoned()).Dispose();

        Assert.Contains("h.db-wal.orphan", _folder.Names);
        Assert.Contains("h.db-wal.orphan-2", _folder.Names);
    }

    private static T Scalar<T>(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=false");
        connection.Open();
        return connection.ExecuteScalar<T>(sql)!;
    }

    /// <returns>The place of a database that was moved away while its log still held something.</returns>
    private string Abandoned()
    {
        var path = _folder.File("h.db");
        File.WriteAllBytes(path + "-wal", LogOfAnother());
        File.WriteAllText(path + "-shm", "an index of it");
        return path;
    }

    /// <summary>A real log, with the pages of a run in it.</summary>
    private byte[] LogOfAnother()
    {
        using var another = new HistoryFixture();
        another.Observe(HistoryFixture.Batch("COMPLETED"));
        using var log = new FileStream(another.Path + "-wal", FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[log.Length];
        log.ReadExactly(bytes);
        return bytes;
    }
}
