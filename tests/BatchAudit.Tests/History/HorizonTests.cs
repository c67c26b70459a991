using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using BatchAudit.Reporting;

namespace BatchAudit.Tests.History;

public sealed class HorizonTests : IDisposable
{
    private readonly HistoryFixture _fixture = new();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(999, 1)]
    [InlineData(1_000, 2)]
    [InlineData(2_500, 3)]
    [InlineData(3_000, 4)]
    [InlineData(1_000_000_000, 4)]
    public void A_time_is_the_newest_observation_at_or_before_it(int milliseconds, long expected)
    {
        Observe("PENDING", "RUNNING", "COMPLETED");

        Assert.Equal(expected, At(AsOf.Instant(HistoryFixture.Midnight.AddMilliseconds(milliseconds))).Sequence);
    }

    [Fact]
    public void A_number_is_that_observation_with_its_own_time_and_head()
    {
        Observe("PENDING", "RUNNING", "COMPLETED");
        var viewpoint = new Viewpoint(Thresholds.Default, AsOf.Observation(3));

        Assert.Equal(
            new ReportOrigin(3, HistoryFixture.Midnight.AddSeconds(2), Hash(3), "1.0.0") { HistoryId = Hash(1), RunId = 1, Viewpoint = viewpoint },
            At(viewpoint.AsOf!));
    }

    [Fact]
    public void Rows_are_what_they_were_and_so_are_totals_and_findings()
    {
        Observe("RUNNING");
        var then = Source(null);
        Observe("FAILED");
        var later = Source(AsOf.Observation(2));

        Assert.Equal(then.Totals(), later.Totals());
        Assert.Equal(then.Findings(), later.Findings());
        Assert.NotEqual(then.Findings(), Source(null).Findings());
        using var rows = later.Open(ReportCatalog.Batches);
        Assert.True(rows.Read());
        Assert.Equal("RUNNING"u8.ToArray(), rows.Utf8(ReportCatalog.Batches.IndexOf("status")).ToArray());
    }

    [Fact]
    public void Where_a_clock_was_put_back_the_order_is_that_of_the_numbers()
    {
        // Observation 2 says 00:00:01; then come one of an hour later and, when the clock was put right, one of 00:00:02.
        Observe("PENDING");
        Append(HistoryFixture.Midnight.AddHours(1));
        Append(HistoryFixture.Midnight.AddSeconds(2));

        Assert.Equal(2, At(AsOf.Instant(HistoryFixture.Midnight.AddSeconds(1))).Sequence);
        Assert.Equal(4, At(AsOf.Instant(HistoryFixture.Midnight.AddSeconds(2))).Sequence);
        Assert.Equal(4, At(AsOf.Instant(HistoryFixture.Midnight.AddHours(2))).Sequence);
    }

    [Theory]
    [InlineData(0, "There is no observation 0: the history has those from 1 to 2.")]
    [InlineData(3, "There is no observation 3: the history has those from 1 to 2.")]
    public void An_observation_that_there_is_not_is_refused(long sequence, string expected)
    {
        Observe("PENDING");

        AssertRefused(AsOf.Observation(sequence), expected);
    }

    [Fact]
    public void A_time_before_the_first_observation_is_refused() => AssertRefused(
        AsOf.Instant(HistoryFixture.Midnight.AddMilliseconds(-1)),
        "Nothing had been observed by 2026-05-03T23:59:59.999Z: the history begins at 2026-05-04T00:00:00.000Z.");

    [Fact]
    public void An_empty_history_has_no_moment_to_look_at()
    {
        var path = _fixture.Path + ".empty";
        SqliteHistory.Open(path).Dispose();

        foreach (var asOf in (AsOf[])[AsOf.Observation(1), AsOf.Instant(HistoryFixture.Midnight)])
        {
            var failure = Assert.Throws<AuditException>(() => new SqliteReportSource(path, "1.0.0", new Viewpoint(Thresholds.Default, asOf)));
            Assert.EndsWith(": the history is empty.", failure.Message, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _fixture.Dispose();

    private void Observe(params string[] statuses)
    {
        foreach (var status in statuses)
        {
            _fixture.Observe(HistoryFixture.Batch(status));
        }
    }

    private void Append(DateTimeOffset at) => _fixture.History.Append(
        _fixture.RunId, [BatchObservation.Of(new Answer<BatchSnapshot>(HistoryFixture.Batch("RUNNING"), System.Text.Encoding.UTF8.GetBytes(UtcText.Of(at)), at))]);

    private string Hash(long seq) => _fixture.Scalar<string>(FormattableString.Invariant($"select hash from observation where seq = {seq}"));

    private SqliteReportSource Source(AsOf? asOf) => new(_fixture.Path, "1.0.0", new Viewpoint(Thresholds.Default, asOf));

    private ReportOrigin At(AsOf asOf) => Source(asOf).Origin;

    private void AssertRefused(AsOf asOf, string expected)
    {
        var failure = Assert.Throws<AuditException>(() => Source(asOf));
        Assert.Equal((FailureKind.Usage, expected), (failure.Kind, failure.Message));
    }
}
