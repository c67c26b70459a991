using BatchAudit.Checking;
using BatchAudit.Collecting;
using BatchAudit.History.Sqlite;
using BatchAudit.Reporting;
using BatchAudit.Tests.History.Model;
using CsCheck;
using Dapper;

namespace BatchAudit.Tests.Checking;

/// <summary>What <c>status</c> says of missed nights and stuck batches is what the findings say.</summary>
public sealed class StatusAndFindingsTests : IDisposable
{
    private static readonly RunCounts Nothing = new(0, 0, 0, 0, 0, 0, default);

    private readonly ReusedHistory _history = new();

    public void Dispose() => _history.Dispose();

    [Fact]
    public void Over_any_history_and_schedule_they_agree() => Gen
        .Select(AnyStep.Sequence, Gen.Int[1, 60].List[1, 4], Gen.Int[8, 30])
        .Sample(
            (steps, waits, every) => AssertAgreement([.. steps, .. waits.Select(hours => new NextRun(hours, Nothing, 0))], TimeSpan.FromHours(every)),
            iter: 40,
            threads: 1);

    private void AssertAgreement(IReadOnlyList<Step> steps, TimeSpan every)
    {
        var past = new Sequence(_history).Play(steps);
        var source = new SqliteReportSource(_history.Path, "1.0.0", new Viewpoint(Thresholds.Default with { Every = every }));
        var now = past.Newest.At + (every * 1.5);

        var health = ExamineHealth.Run(source, new HealthLimits(null, every, null), now, isLocked: false);
        var later = ExamineHealth.Run(source, new HealthLimits(null, every, null), now.AddMinutes(1), isLocked: false);

        var starts = past.Runs.Where(run => !run.Run.Start.Selection.StartsWith("webhook ", StringComparison.Ordinal)).Select(run => run.Told.At).ToList();
        var gaps = starts.Zip(starts.Skip(1)).Where(pair => pair.Second - pair.First > every * 1.5).Select(pair => (pair.First, (DateTimeOffset?)pair.Second)).ToList();
        var sinceTheLast = starts[^1] < past.Newest.At ? [(starts[^1], (DateTimeOffset?)null)] : Array.Empty<(DateTimeOffset, DateTimeOffset?)>();

        Assert.Equal([.. gaps, .. sinceTheLast], health.Missed.Select(gap => (gap.After, gap.Before)));
        Assert.Equal([.. gaps, (starts[^1], null)], later.Missed.Select(gap => (gap.After, gap.Before)));
        Assert.Equal(gaps.Count, source.Findings().Where(found => found.Rule == "RUN_MISSED").Sum(found => found.Count));
        Assert.Equal(Stuck(source), health.Stuck);
    }

    private static List<string> Stuck(SqliteReportSource source)
    {
        using var connection = source.OpenAtHorizon();
        return connection.Query<string>("select distinct batch_id from findings where rule = 'STUCK' order by batch_id").AsList();
    }
}
