using BatchAudit.Checking;
using BatchAudit.Reporting;
using BatchAudit.Tests.Reports;

namespace BatchAudit.Tests.Checking;

/// <summary>Histories of a few runs, judged at noon of 10 May.</summary>
public sealed class HealthTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void Runs_on_schedule_are_healthy_whatever_was_missed_long_ago()
    {
        var health = Examine([Night(1), Night(7), Night(8), Night(9)], new HealthLimits(Day, Day, null));

        Assert.Equal(new RecordedRun(4, Start(9), Start(9).AddHours(1), "COMPLETE"), health.LastRun);
        Assert.Equal(TimeSpan.FromHours(13), health.Age);
        Assert.Equal([new MissedNights(Start(1), Start(7), 5)], health.Missed);
        Assert.Equal((ExitCode.Done, 0), (health.ExitCode, health.Reasons.Length));
    }

    [Fact]
    public void Without_a_run_nothing_is_healthy() =>
        Assert.Equal(["There has been no run."], Examine([], new HealthLimits(Day, Day, null)).Reasons);

    [Fact]
    public void A_run_that_is_too_old_is_unhealthy_and_so_are_the_nights_missed_since() => Assert.Equal(
        ["The last run ended 61 h ago; 26 h are allowed.", "Nights missed since 2026-05-07T22:00:00.000Z: 2."],
        Examine([Night(6), Night(7)], new HealthLimits(TimeSpan.FromHours(26), Day, null)).Reasons);

    [Fact]
    public void A_night_missed_just_before_the_last_run_is_unhealthy_until_another_run_comes_in_time()
    {
        var limits = new HealthLimits(null, Day, null);

        Assert.Equal(["Nights missed since 2026-05-07T22:00:00.000Z: 1."], Examine([Night(7), Night(9)], limits).Reasons);
        Assert.Empty(Examine([Night(6), Night(8), Night(9)], limits).Reasons);
    }

    [Theory]
    [InlineData("PARTIAL", "Run 1 is PARTIAL.")]
    [InlineData("FAILED", "Run 1 is FAILED.")]
    [InlineData("UNFINISHED", "Run 1 is DIED: it never ended.")]
    public void A_last_run_that_is_not_complete_is_unhealthy(string state, string expected) =>
        Assert.Equal([expected], Examine([Night(9, state)], new HealthLimits(null, null, null)).Reasons);

    [Fact]
    public void A_run_that_goes_on_is_passed_over_and_named()
    {
        var health = Examine([Night(8), Night(9, "UNFINISHED")], new HealthLimits(null, null, null), isLocked: true);

        Assert.Equal((1, 2), (health.LastRun?.RunId, health.Running?.RunId));
        Assert.Empty(health.Reasons);
    }

    [Fact]
    public void A_run_of_a_webhook_does_not_stand_for_a_night()
    {
        object?[] webhook = [.. Night(9)[..4], "webhook bat-1"];

        Assert.Equal(
            ["The last run ended 61 h ago; 26 h are allowed.", "Nights missed since 2026-05-07T22:00:00.000Z: 2."],
            Examine([Night(7), webhook], new HealthLimits(TimeSpan.FromHours(26), Day, null)).Reasons);
    }

    [Fact]
    public void Without_a_schedule_missed_nights_are_told_as_the_findings_have_them_and_count_nowhere()
    {
        var health = Examine([Night(1), Night(3)], new HealthLimits(null, null, null));

        Assert.Equal([new MissedNights(Start(1), Start(3), 1)], health.Missed);
        Assert.Empty(health.Reasons);
    }

    [Fact]
    public void Findings_and_stuck_batches_are_told_and_count_only_where_they_are_named()
    {
        var health = Examine([Night(9)], new HealthLimits(null, null, null));

        Assert.Equal(["bat-2"], health.Stuck);
        Assert.Empty(health.Reasons);
        Assert.Equal(
            ["There are findings that --fail-on names."],
            Examine([Night(9)], new HealthLimits(null, null, new FailOn(["stuck"]))).Reasons);
    }

    private static DateTimeOffset Start(int day) => new(2026, 5, day, 22, 0, 0, TimeSpan.Zero);

    private static object?[] Night(int day, string state = "COMPLETE") =>
        [0L, UtcText.Of(Start(day)), state == "UNFINISHED" ? null : UtcText.Of(Start(day).AddHours(1)), state, "all"];

    private static Health Examine(object?[][] nights, HealthLimits limits, bool isLocked = false) => ExamineHealth.Run(
        new RunsAndFindings([.. nights.Select((night, n) => (object?[])[n + 1L, .. night[1..], 10L * (n + 1)])]), limits, Noon, isLocked);

    /// <summary>Runs of ten observations each; where two of them are more than a day and a half apart, there is a finding.</summary>
    private sealed class RunsAndFindings(object?[][] runs) : IReportSource
    {
        private readonly object?[][] _findings =
        [
            .. Scheduled(runs).Zip(Scheduled(runs).Skip(1))
                .Where(pair => UtcText.Parse((string)pair.Second[1]!) - UtcText.Parse((string)pair.First[1]!) > 1.5 * Day)
                .Select(pair => (object?[])["RUN_MISSED", null, (long)pair.Second[5]! - 9]),
            ["STUCK", "bat-2", 1L],
            ["STUCK", "bat-2", 1L],
            ["UNKNOWN_WORD", "bat-1", 1L],
        ];

        public ReportOrigin Origin { get; } = new CellSource().Origin;

        public ReportRows Open(ReportDefinition report) => new CellRows(report.Name == "runs" ? runs : _findings);

        public IReadOnlyList<Total> Totals() => [];

        public IReadOnlyList<FindingCount> Findings() => [new("STUCK", "WARNING", 2)];

        private static IEnumerable<object?[]> Scheduled(object?[][] runs) => runs.Where(run => run[4] is not "webhook bat-1");
    }
}
