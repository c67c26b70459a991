using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.Tests.Files;
using BatchAudit.Tests.History.Integrity;

namespace BatchAudit.Tests.History;

/// <summary>Where a fresh history may be put: nowhere where it would cost an answer.</summary>
public sealed class RebuildTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _before;

    public RebuildTests()
    {
        CompleteHistory.Make(History);
        _before = File.ReadAllBytes(History);
    }

    private string History => _folder.File("history.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("history.db", "history.db")]
    [InlineData("history.db", "link.db")]
    [InlineData("link.db", "history.db")]
    [InlineData("link.db", "second-link.db")]
    [InlineData("history.db", "folder/../history.db")]
    [InlineData("folder-link/history.db", "history.db")]
    [InlineData("history.db", "folder-link/history.db")]
    [InlineData("history.db", "folder-link/link.db")]
    public void The_history_itself_is_known_by_every_name_and_left_as_it_is(string source, string target)
    {
        Directory.CreateDirectory(_folder.File("folder"));
        File.CreateSymbolicLink(_folder.File("link.db"), History);
        File.CreateSymbolicLink(_folder.File("second-link.db"), "link.db");
        Directory.CreateSymbolicLink(_folder.File("folder-link"), _folder.Path);

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => Rebuild(source, target)).Kind);

        Assert.Equal(_before, File.ReadAllBytes(History));
        Assert.Equal(History, File.ResolveLinkTarget(_folder.File("second-link.db"), returnFinalTarget: true)!.FullName);
    }

    [Theory]
    [InlineData("-wal")]
    [InlineData(".lock")]
    public void What_belongs_to_the_history_is_known_by_every_name_too(string ending)
    {
        Directory.CreateSymbolicLink(_folder.File("folder-link"), _folder.Path);

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => Rebuild("history.db", $"folder-link/history.db{ending}")).Kind);
    }

    [Fact]
    public void A_link_to_another_file_is_not_replaced()
    {
        File.WriteAllText(_folder.File("old.db"), "precious");
        File.CreateSymbolicLink(_folder.File("link.db"), "old.db");

        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => Rebuild("history.db", "link.db")).Kind);

        Assert.Equal(("old.db", "precious"), (new FileInfo(_folder.File("link.db")).LinkTarget, File.ReadAllText(_folder.File("old.db"))));
    }

    [Fact]
    public void What_SQLite_left_beside_an_earlier_file_is_not_taken_for_the_fresh_ones()
    {
        CompleteHistory.Make(_folder.File("fresh.db"), withPruning: false);
        File.WriteAllText(_folder.File("fresh.db-wal"), "of another file");
        File.WriteAllText(_folder.File("fresh.db-shm"), "of another file");

        var report = Rebuild("history.db", "fresh.db");

        Assert.Equal(report.Observations, new HistoryVerifier(_folder.File("fresh.db"), CompleteHistory.Answers).Verify([], null).Observations);
        Assert.DoesNotContain(_folder.Names, name => name.StartsWith("fresh.db-wal", StringComparison.Ordinal) && new FileInfo(_folder.File(name)).Length > 0);
    }

    [Fact]
    public void A_history_to_which_a_run_writes_is_no_place_for_another()
    {
        using var run = SqliteHistory.Open(_folder.File("busy.db"));

        Assert.Equal(FailureKind.Locked, Assert.Throws<AuditException>(() => Rebuild("history.db", "busy.db")).Kind);
    }

    [Theory]
    [InlineData("none/fresh.db")]
    [InlineData("history.db/fresh.db")]
    public void Where_nothing_can_be_written_nothing_is_left(string target)
    {
        Assert.Equal(FailureKind.History, Assert.Throws<AuditException>(() => Rebuild("history.db", target)).Kind);
        Assert.All(_folder.Names, name => Assert.StartsWith("history.db", name, StringComparison.Ordinal));
    }

    private RebuildReport Rebuild(string source, string target) =>
        new HistoryRebuild(_folder.File(source), CompleteHistory.Answers).RebuildTo(_folder.File(target), replace: true, HistoryFixture.Midnight.AddDays(2));
}
