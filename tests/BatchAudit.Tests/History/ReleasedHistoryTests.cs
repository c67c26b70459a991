using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using BatchAudit.Integrity;
using BatchAudit.LlamaCloud;
using BatchAudit.Reporting;
using BatchAudit.Tests.History.Fixtures;
using static BatchAudit.Tests.History.HistoryFixture;

namespace BatchAudit.Tests.History;

/// <summary>What every program has to do with the histories of those before it.</summary>
public sealed class ReleasedHistoryTests : IDisposable
{
    /// <summary>Tables of which versions of the derivation since then make other rows.</summary>
    private static readonly string[] OtherRows = [];

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

        Assert.Empty(Verify(_released.Path).Faults);
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
    public void Rebuilt_it_has_the_same_chain_and_the_same_rows_but_where_this_program_derives_others()
    {
        var fresh = _released.File("fresh.db");
        var noted = new HistoryVerifier(_released.Path, new StoredAnswers()).NextAnchor([], _now);

        var report = new HistoryRebuild(_released.Path, new StoredAnswers()).RebuildTo(fresh, replace: false, _now);

        Assert.Equal(OtherRows, report.Differences.Select(table => table.Name));
        Assert.InRange(report.Observations, noted.Seq, noted.Seq + 1);
        Assert.Empty(Verify(fresh, noted).Faults);
        Assert.Empty(Verify(fresh, noted).NotCompared);
    }

    private static VerificationReport Verify(string path, params Anchor[] anchors) => new HistoryVerifier(path, new StoredAnswers()).Verify(anchors, null);
}
