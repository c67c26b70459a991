using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>The rows of runs, but for the chain, of failures and of totals.</summary>
internal static class RunsModel
{
    public static IEnumerable<string> Runs(Past past) => past.Runs.Select(one =>
    {
        var (begun, run) = one;
        var next = past.Runs.FirstOrDefault(other => other.Run.RunId > run.RunId);
        var last = next.Run is null ? past.Newest : past.Everything.Last(told => told.Seq < next.Told.Seq);
        var ended = past.Everything.FirstOrDefault(told => told.What is RunEnded end && end.RunId == run.RunId);
        var end = (RunEnded?)ended?.What;
        var counts = end?.Counts;

        return Line.Of(
            run.RunId, begun.At, ended?.At, run.Start.Selection, counts?.Due, counts?.Read, counts?.Unchanged, counts?.Failed, counts?.LeftOver,
            counts?.Held, counts?.Calls.Sent, counts?.Calls.Retried, State(end, next.Run is not null), end?.ExitCode, run.Start.ToolVersion, run.Start.BaseUrl,
            (ended ?? last).Seq);
    });

    public static IEnumerable<string> Failures(Past past)
    {
        RunBegun? run = null;

        foreach (var one in past.Everything)
        {
            run = one.What as RunBegun ?? run;

            if (one.What is FailureObservation failure)
            {
                yield return Line.Of(run!.RunId, failure.Subject, FailureWords.Of(failure.Reason), failure.Message, one.At, one.Seq);
            }
        }
    }

    public static IEnumerable<string> Totals(Past past)
    {
        var files = past.Files.Where(file => !file.IsDuplicate).ToList();
        var outcomes = past.Batches.SelectMany(batch => BatchesModel.Outcomes(past, batch)).ToList();
        var placed = past.Batches.SelectMany(batch => ReconciliationModel.Of(past, batch)).ToList();

        return [
            Line.Of(1, "Batches", "batches", past.Batches.Count),
            .. Each(2, "Batches", past.Batches.Select(batch => batch.Status)),
            .. Each(3, "Batches", past.Batches.Where(batch => !BatchesModel.AreFilesKnown(past, batch)).Select(_ => "files not known")),
            Line.Of(4, "Files", "files", outcomes.Count),
            Line.Of(5, "Files", "files listed", files.Count),
            Line.Of(6, "Files", "unaccounted", placed.Count(file => file.Class is null)),
            .. Each(7, "Files by outcome", outcomes),
            .. Each(8, "Files by mapping", past.Files.Select(file => file.Mapping)),
            .. Each(9, "Reconciliation", placed.Select(file => file.Class ?? "unaccounted")),
        ];
    }

    private static IEnumerable<string> Each(int position, string section, IEnumerable<string> words) =>
        words.GroupBy(word => word).Select(word => Line.Of(position, section, word.Key, word.Count()));

    private static string State(RunEnded? end, bool followed) => end switch
    {
        null => followed ? "DIED" : "UNFINISHED",
        { Counts: { Failed: 0, LeftOver: 0 }, ExitCode: 0 } => "COMPLETE",
        { Counts.Read: > 0 } => "PARTIAL",
        _ => "FAILED",
    };
}
