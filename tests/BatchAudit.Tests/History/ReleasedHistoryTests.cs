using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using BatchAudit.LlamaCloud;
using BatchAudit.Reporting;
using BatchAudit.Tests.History.Fixtures;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

/// <summary>What every program has to do with the histories of those before it.</summary>
public sealed class ReleasedHistoryTests : IDisposable
{
    private readonly ReleasedHistory _released = new();
    private readonly DateTimeOffset _now = new(2026, 5, 8, 22, 0, 0, TimeSpan.Zero);

    public void Dispose() => _released.Dispose();

    [Fact]
    public void It_is_read_without_being_written_to()
    {
        var before = File.ReadAllBytes(_released.Path);
        var source = new SqliteReportSource(_released.Path, "1.0.0");

        foreach (var report in ReportCatalog.All)
        {
            using var rows = source.Open(report);
            Assert.True(rows.Read(), report.Name);
        }

        Assert.Equal("valid but unanchored", Verify(_released.Path));
        Assert.Equal(before, File.ReadAllBytes(_released.Path));
    }

    [Fact]
    public void It_takes_new_nights()
    {
        using (var history = SqliteHistory.Open(_released.Path))
        {
            var run = history.BeginRun(new RunStart(_now, "1.0.0", "https://example.test", "--all"));
            using var fixture = new HistoryFixture();
            Assert.Equal([true], history.Append(run, [fixture.Answer(Batch("RUNNING", Mapped("dfl-new", "pjb-new")))]));
            history.EndRun(run, _now.AddMinutes(1), new RunCounts(0, 0, 0, 0, 0, 0, new CallCount(0, 0)), 0);
        }

        Assert.Equal(["1"], _released.Query("select count(*) from file_jobs where source_directory_file_id = 'dfl-new'"));
    }

    [Fact]
    public void Rebuilt_it_has_the_same_rows_and_the_same_chain()
    {
        var fresh = _released.File("fresh.db");
        var report = new HistoryRebuild(_released.Path, new StoredAnswers()).RebuildTo(fresh, replace: false, _now);

        Assert.Empty(report.Differences);
        Assert.Equal(new SqliteReportSource(_released.Path, "1.0.0").Origin.ChainHead, report.Head);
        Assert.Equal("valid but unanchored", Verify(fresh));
        Assert.Equal(FailureKind.Usage, Assert.Throws<AuditException>(() => new HistoryRebuild(_released.Path, new StoredAnswers()).RebuildTo(fresh, replace: false, _now)).Kind);
    }

    private static string Verify(string path) => new HistoryVerifier(path, new StoredAnswers()).Verify([], null).Verdict;
}
