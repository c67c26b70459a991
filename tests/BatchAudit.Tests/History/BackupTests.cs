using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.Tests.History.Integrity;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

public sealed class BackupTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();
    private readonly string _copy;

    public BackupTests()
    {
        _fixture.Observe(Batch("RUNNING", Mapped("dfl-1", "pjb-1")));
        _copy = _fixture.Path + ".copy";
    }

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void A_copy_is_made_while_a_run_is_writing_and_can_be_gone_on_with()
    {
        var report = new HistoryBackup(_fixture.Path).CopyTo(_copy, replace: false);

        Assert.Equal(new BackupReport(2, _fixture.Scalar<string>("select hash from observation where seq = 2"), new FileInfo(_copy).Length), report);
        Assert.Equal(["history.db.copy"], Directory.GetFiles(Path.GetDirectoryName(_copy)!, "*.copy*").Select(Path.GetFileName));

        using var restored = SqliteHistory.Open(_copy);
        Assert.Equal([false], restored.Append(1, [_fixture.Answer(Batch("RUNNING", Mapped("dfl-1", "pjb-1")))]));
    }

    [Fact]
    public void What_is_there_already_is_replaced_only_when_that_is_wanted()
    {
        File.WriteAllText(_copy, "precious");

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => new HistoryBackup(_fixture.Path).CopyTo(_copy, replace: false)).Kind);
        Assert.Equal("precious", File.ReadAllText(_copy));

        Assert.Equal(2, new HistoryBackup(_fixture.Path).CopyTo(_copy, replace: true).Observations);
        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => new HistoryBackup(_fixture.Path).CopyTo(_fixture.Path, replace: true)).Kind);
    }

    [Fact]
    public void The_history_itself_is_known_by_every_name()
    {
        var link = _fixture.Path + ".link";
        File.CreateSymbolicLink(link, _fixture.Path);

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => new HistoryBackup(link).CopyTo(_fixture.Path, replace: true)).Kind);
    }

    [Fact]
    public void A_copy_that_cannot_be_written_leaves_nothing_behind()
    {
        var failure = Assert.Throws<AuditException>(() => new HistoryBackup(_fixture.Path).CopyTo(Path.Combine(_copy, "none", "x"), replace: false));

        Assert.Equal(FailureKind.History, failure.Kind);
        Assert.False(Directory.Exists(_copy));
    }

    [Fact]
    public void A_copy_says_what_the_history_says()
    {
        var path = _fixture.Path + ".complete";
        CompleteHistory.Make(path);

        new HistoryBackup(path).CopyTo(_copy, replace: false);

        Assert.Equal("valid but unanchored", TamperedHistory.Verify(_copy, []).Verdict);
    }
}
