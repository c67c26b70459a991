using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>The rows of error_groups.</summary>
internal static class ErrorGroupsModel
{
    public static IEnumerable<string> ErrorGroups(Past past)
    {
        var newestRun = past.Runs.Last().Told.Seq;

        foreach (var group in Said(past).GroupBy(said => said.Message.Group))
        {
            var (first, message) = group.First();
            var files = past.Files.Where(file => file.Error?.Group == group.Key).ToList();

            yield return Line.Of(
                group.Key, message.Layer, message.Text, files.Count, files.Select(file => file.Batch).Distinct().Count(), past.At(first),
                files.Count == 0 ? past.At(first) : files.Max(file => file.LastSeen.At), first >= newestRun, message.Advice, first);
        }

        var failures = past.Batches.SelectMany(batch => batch.Answers).Where(answer => answer.Said.Status == "FAILED").ToList();
        var failed = past.Batches.Where(batch => batch.Status == "FAILED").ToList();

        if (failed.Count > 0)
        {
            var first = failures.MinBy(answer => answer.Seq)!;

            yield return Line.Of(
                "batch: FAILED", "batch", "The server calls the batch FAILED and does not say why.", 0, failed.Count, first.At,
                failed.Max(batch => batch.Newest.At), first.Seq >= newestRun, "RETRY", first.Seq);
        }
    }

    /// <summary>Every message that made a row or a job what it was, in the order in which they came.</summary>
    private static IEnumerable<(long Seq, Message Message)> Said(Past past) => past.Everything.SelectMany(one => one.What switch
    {
        BatchObservation => past.Batches.SelectMany(batch => batch.Spans).Where(row => row.Since == one.Seq)
            .Select(row => (one.Seq, Message.Of("mapping", row.Said.MappingError))),
        JobsObservation page => past.Jobs[page.BatchId].SelectMany(job => job.Versions).Where(version => version.Since.Seq == one.Seq)
            .OrderBy(version => page.Jobs.ToList().FindIndex(job => job.JobId == version.Said.JobId))
            .Select(version => (one.Seq, Message.Of("job", version.Said.ErrorMessage))),
        _ => [],
    }).Where(said => said.Item2 is not null).Select(said => (said.Seq, said.Item2!));
}
