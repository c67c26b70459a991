using System.Collections.Immutable;
using System.Text;
using BatchAudit.Listening;
using BatchAudit.Reporting;

namespace BatchAudit.Checking;

/// <summary>Judges a history by its runs and findings, for a monitor.</summary>
public static class ExamineHealth
{
    /// <summary>A run may be late by half a night before one counts as missed.</summary>
    private const double Lateness = 1.5;

    private static readonly ReportDefinition Runs = Part(ReportCatalog.Runs, "run_id", "started_at", "finished_at", "state", "selection");
    private static readonly ReportDefinition Batches = Part(ReportCatalog.Batches, "batch_id", "stuck");

    /// <param name="isLocked">Whether somebody holds the history's lock: then the newest run goes on, if it has not ended.</param>
    public static Health Run(IReportSource source, HealthLimits limits, DateTimeOffset now, bool isLocked)
    {
        var runs = ReadRuns(source);
        var running = isLocked && runs is [.., { FinishedAt: null } newest] ? newest : null;
        var last = runs.LastOrDefault(run => run != running);
        var age = now - (last?.FinishedAt ?? last?.StartedAt);
        var missed = limits.Every is { } every ? Missed(runs, every, now) : [];
        var findings = source.Findings();
        string?[] reasons =
        [
            last is null ? "There has been no run." : null,
            age > limits.MaxAge ? FormattableString.Invariant($"The last run ended {Hours(age.Value)} ago; {Hours(limits.MaxAge.Value)} are allowed.") : null,
            last is { State: not "COMPLETE" } ? FormattableString.Invariant($"Run {last.RunId} is {Word(last)}.") : null,
            missed is [.., var gap] && IsCurrent(gap, runs) ? FormattableString.Invariant($"Nights missed since {UtcText.Of(gap.After)}: {gap.Nights}.") : null,
            findings.Any(finding => limits.FailOn?.Names(finding) == true) ? "There are findings that --fail-on names." : null,
        ];

        return new Health(last, age, running, missed, ReadStuck(source), findings, [.. reasons.OfType<string>()]);
    }

    /// <summary>A gap that a run has closed, and another one has followed in time, is over.</summary>
    private static bool IsCurrent(MissedNights gap, List<PastRun> runs) => gap.Before is null || gap.Before == runs[^1].StartedAt;

    /// <summary>An unfinished run whose lock is free has died, though no run has come to say so.</summary>
    private static string Word(PastRun run) => run.FinishedAt is null ? "DIED: it never ended" : run.State;

    private static string Hours(TimeSpan span) => FormattableString.Invariant($"{span.TotalHours:0.#} h");

    private static ImmutableArray<MissedNights> Missed(List<PastRun> runs, TimeSpan every, DateTimeOffset now)
    {
        var gaps = runs.Zip(runs.Skip(1).Select(run => (DateTimeOffset?)run.StartedAt).Append(null), (run, next) => (run.StartedAt, Next: next));

        return
        [
            .. gaps
                .Select(gap => (gap.StartedAt, gap.Next, Span: (gap.Next ?? now) - gap.StartedAt))
                .Where(gap => gap.Span > every * Lateness)
                .Select(gap => new MissedNights(gap.StartedAt, gap.Next, Math.Max(1, (long)Math.Round(gap.Span / every) - 1))),
        ];
    }

    /// <summary>Those of a schedule, or by hand: a webhook may come although no night is run any more.</summary>
    private static List<PastRun> ReadRuns(IReportSource source)
    {
        using var rows = source.Open(Runs);
        var runs = new List<PastRun>();

        while (rows.Read())
        {
            if (!WebhookSelection.Is(Text(rows, 4)))
            {
                runs.Add(new PastRun(
                    rows.Integer(0), rows.Time(1), rows.IsNull(2) ? null : rows.Time(2), Text(rows, 3)));
            }
        }

        return runs;
    }

    private static ImmutableArray<string> ReadStuck(IReportSource source)
    {
        using var rows = source.Open(Batches);
        var stuck = ImmutableArray.CreateBuilder<string>();

        while (rows.Read())
        {
            if (rows.Integer(1) != 0)
            {
                stuck.Add(Text(rows, 0));
            }
        }

        return stuck.ToImmutable();
    }

    private static string Text(ReportRows rows, int column) => Encoding.UTF8.GetString(rows.Utf8(column));

    private static ReportDefinition Part(ReportDefinition report, params string[] columns) =>
        report with { Columns = [.. columns.Select(name => report.Columns.Single(column => column.Name == name))] };
}
