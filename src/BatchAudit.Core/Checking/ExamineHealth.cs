using System.Collections.Immutable;
using System.Text;
using BatchAudit.Listening;
using BatchAudit.Reporting;

namespace BatchAudit.Checking;

/// <summary>Judges a history by its runs and findings, for a monitor.</summary>
public static class ExamineHealth
{
    private static readonly ReportDefinition Runs = ReportCatalog.Runs.Only("run_id", "started_at", "finished_at", "state", "selection", "observation");
    private static readonly ReportDefinition Findings = ReportCatalog.Findings.Only("rule", "batch_id", "observation");

    /// <param name="isLocked">Whether somebody holds the history's lock: then the newest run goes on, if it has not ended.</param>
    public static Health Run(IReportSource source, HealthLimits limits, DateTimeOffset now, bool isLocked)
    {
        var ended = ReadRuns(source);
        var runs = ended.ConvertAll(run => run.Run);
        var running = isLocked && runs is [.., { FinishedAt: null } newest] ? newest : null;
        var last = runs.LastOrDefault(run => run != running);
        var age = now - (last?.FinishedAt ?? last?.StartedAt);
        var (missed, stuck) = ReadFindings(source, ended);
        missed = limits.Every is null ? missed : [.. missed, .. SinceTheLast(runs, now, source)];
        var findings = source.Findings();
        string?[] reasons =
        [
            last is null ? "There has been no run." : null,
            age > limits.MaxAge ? FormattableString.Invariant($"The last run ended {Hours(age.Value)} ago; {Hours(limits.MaxAge.Value)} are allowed.") : null,
            last is { State: not "COMPLETE" } ? FormattableString.Invariant($"Run {last.RunId} is {Word(last)}.") : null,
            limits.Every is not null && missed is [.., var gap] && IsCurrent(gap, runs) ? FormattableString.Invariant($"Nights missed since {UtcText.Of(gap.After)}: {gap.Nights}.") : null,
            findings.Any(finding => limits.FailOn?.Names(finding) == true) ? "There are findings that --fail-on names." : null,
        ];

        return new Health(last, age, running, missed, stuck, findings, [.. reasons.OfType<string>()]);
    }

    /// <summary>A gap that a run has closed, and another one has followed in time, is over.</summary>
    private static bool IsCurrent(MissedNights gap, List<RecordedRun> runs) => gap.Before is null || gap.Before == runs[^1].StartedAt;

    /// <summary>An unfinished run whose lock is free has died, though no run has come to say so.</summary>
    private static string Word(RecordedRun run) => run.FinishedAt is null ? "DIED: it never ended" : run.State;

    private static string Hours(TimeSpan span) => FormattableString.Invariant($"{span.TotalHours:0.#} h");

    /// <summary>What was missed, and what is stuck, the findings say: nothing else can be told here.</summary>
    private static (ImmutableArray<MissedNights> Missed, ImmutableArray<string> Stuck) ReadFindings(
        IReportSource source, List<(RecordedRun Run, long LastSeq)> runs)
    {
        var missed = ImmutableArray.CreateBuilder<MissedNights>();
        var stuck = new SortedSet<string>(StringComparer.Ordinal);

        // The counts are at hand, and often say that there is nothing to look for.
        if (source.Findings().Any(found => found.Rule is "RUN_MISSED" or "STUCK"))
        {
            using var rows = source.Open(Findings);

            while (rows.Read())
            {
                switch (Text(rows, 0))
                {
                    case "RUN_MISSED":
                        // By number, for a clock that was put back gives the same time twice.
                        var next = runs.FindIndex(run => run.LastSeq >= rows.Integer(2));
                        missed.Add(Gap(runs[next - 1].Run.StartedAt, runs[next].Run.StartedAt, runs[next].Run.StartedAt, source));
                        break;
                    case "STUCK":
                        stuck.Add(Text(rows, 1));
                        break;
                }
            }
        }

        return (missed.ToImmutable(), [.. stuck]);
    }

    /// <summary>No report knows what time it is, so this is judged here, by the same measure.</summary>
    private static IEnumerable<MissedNights> SinceTheLast(List<RecordedRun> runs, DateTimeOffset now, IReportSource source) =>
        runs is [.., var last] && now - last.StartedAt > source.Origin.Viewpoint.Thresholds.MissedAfter ? [Gap(last.StartedAt, null, now, source)] : [];

    private static MissedNights Gap(DateTimeOffset after, DateTimeOffset? before, DateTimeOffset end, IReportSource source) =>
        new(after, before, Math.Max(1, (long)Math.Round((end - after) / source.Origin.Viewpoint.Thresholds.Every) - 1));

    /// <summary>Those of a schedule, or by hand: a webhook may come although no night is run any more.</summary>
    private static List<(RecordedRun Run, long LastSeq)> ReadRuns(IReportSource source)
    {
        using var rows = source.Open(Runs);
        var runs = new List<(RecordedRun, long)>();

        while (rows.Read())
        {
            if (!WebhookSelection.Is(Text(rows, 4)))
            {
                var finishedAt = rows.IsNull(2) ? (DateTimeOffset?)null : rows.Time(2);
                runs.Add((new RecordedRun(rows.Integer(0), rows.Time(1), finishedAt, Text(rows, 3)), rows.Integer(5)));
            }
        }

        return runs;
    }

    private static string Text(ReportRows rows, int column) => Encoding.UTF8.GetString(rows.Utf8(column));
}
