using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.History;

public sealed class PreviousRunTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    [Fact]
    public void Before_the_first_run_there_was_nothing()
    {
        _fixture.Observe(HistoryFixture.Batch("COMPLETED", HistoryFixture.Mapped("dfl-1", "pjb-1")));
        Assert.Null(Source().Previous);
    }

    [Fact]
    public void The_previous_history_is_the_one_the_newest_run_found()
    {
        _fixture.Observe(HistoryFixture.Batch("RUNNING", HistoryFixture.Mapped("dfl-1", "pjb-1")));
        var before = Source();
        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "--all"));
        _fixture.Observe(HistoryFixture.Batch("COMPLETED", HistoryFixture.Unmapped("dfl-1", "No.")));

        var previous = Source().Previous!;
        Assert.Equal(before.Origin with { Viewpoint = previous.Origin.Viewpoint }, previous.Origin);
        Assert.Equal(before.Totals(), previous.Totals());
        Assert.Equal(before.Findings(), previous.Findings());
        Assert.NotEqual(before.Totals(), Source().Totals());
        Assert.Null(previous.Previous);
    }

    [Fact]
    public void As_of_an_earlier_observation_the_previous_run_is_earlier_too()
    {
        _fixture.Observe(HistoryFixture.Batch("RUNNING"));
        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "--all"));
        var horizon = Source().Origin.Sequence;
        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "--all"));

        Assert.Equal(horizon, Source().Previous!.Origin.Sequence);
        Assert.Equal(2, Source(horizon).Previous!.Origin.Sequence);
    }

    [Fact]
    public void What_a_run_of_webhooks_found_is_new_to_the_run_that_comes_after_it()
    {
        _fixture.Observe(HistoryFixture.Batch("RUNNING"));
        var horizon = Source().Origin.Sequence;
        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "webhook bat-1"));
        _fixture.Observe(HistoryFixture.Batch("FAILED"));

        Assert.Null(Source().Previous);
        Assert.Equal([new FindingCount("BATCH_FAILED", "ERROR", 1)], Source().Findings());

        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "--all"));
        Assert.Equal(horizon, Source().Previous!.Origin.Sequence);
        Assert.Equal([new FindingCount("BATCH_FAILED", "ERROR", 1) { New = 1 }], Source().Findings());

        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "--all"));
        Assert.Equal([new FindingCount("BATCH_FAILED", "ERROR", 1) { New = 0 }], Source().Findings());
    }

    [Fact]
    public void A_finding_that_went_and_came_back_is_new()
    {
        _fixture.Observe(HistoryFixture.Batch("COMPLETED", HistoryFixture.Unmapped("dfl-1", "No.")));
        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "--all"));
        _fixture.Observe(HistoryFixture.Batch("COMPLETED", HistoryFixture.Mapped("dfl-1", "pjb-1")));
        _fixture.History.BeginRun(new RunStart(_fixture.NextInstant, "1.0.0", "https://example.test", "--all"));
        _fixture.Observe(HistoryFixture.Batch("COMPLETED", HistoryFixture.Unmapped("dfl-1", "No.")));

        Assert.Equal(1, Source().Findings().Single(finding => finding.Rule == "MAPPING_ERROR").New);
    }

    public void Dispose() => _fixture.Dispose();

    private SqliteReportSource Source(long? horizon = null) =>
        new(_fixture.Path, "1.0.0", horizon is { } sequence ? Viewpoint.Newest with { AsOf = AsOf.Observation(sequence) } : null);
}
