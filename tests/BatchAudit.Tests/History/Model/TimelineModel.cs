namespace BatchAudit.Tests.History.Model;

/// <summary>A change of a batch's status.</summary>
internal sealed record BatchChange(
    BatchTold Answer, string? From, DateTimeOffset? NotBefore, DateTimeOffset OccurredAt, string Precision, double? SecondsInPrevious);

/// <summary>The rows of status_timeline.</summary>
internal static class TimelineModel
{
    public static IEnumerable<string> Timeline(Past past) => past.Batches.SelectMany(batch => Changes(batch)
        .Select(change => Line.Of(
            "batch", batch.Id, null, null, change.From, change.Answer.Said.Status, change.NotBefore, change.Answer.At, change.OccurredAt,
            change.Precision, change.SecondsInPrevious, change.Answer.Seq))
        .Concat(past.Jobs[batch.Id].SelectMany(job => OfJob(past, batch, job))));

    public static IEnumerable<BatchChange> Changes(BatchStory batch)
    {
        BatchChange? former = null;

        for (var n = 0; n < batch.Answers.Count; n++)
        {
            var answer = batch.Answers[n];
            var before = n == 0 ? null : batch.Answers[n - 1];

            if (before?.Said.Status == answer.Said.Status)
            {
                continue;
            }

            var notBefore = before is null ? batch.CreatedAt : before.At;
            var isReported = answer.Said.UpdatedAt is { } updated && notBefore is { } earliest && updated >= earliest && updated <= answer.At;
            var occurredAt = isReported ? answer.Said.UpdatedAt!.Value : answer.At;

            former = new BatchChange(
                answer, before?.Said.Status, notBefore, occurredAt, isReported ? "REPORTED" : "OBSERVED", Line.Seconds(former?.OccurredAt, occurredAt));

            yield return former;
        }
    }

    /// <summary>The server's own record, and what was observed of states that it does not tell.</summary>
    private static IEnumerable<string> OfJob(Past past, BatchStory batch, JobStory job)
    {
        var fileId = batch.Spans.Where(row => row.Said.JobId == job.JobId).Select(row => row.FileId).Min(StringComparer.Ordinal);
        var times = past.Times(job.JobId);
        Passage? last = null;

        foreach (var passage in times.Passages)
        {
            yield return Line.Of(
                "job", batch.Id, fileId, job.JobId, last?.Status, passage.Status, passage.At, passage.At, passage.At, "EXACT",
                Line.Seconds(last?.At, passage.At), times.Since);

            last = passage;
        }

        JobChange? former = null;

        foreach (var change in job.Changes)
        {
            var status = change.Version.Said.Status;

            if (!times.Passages.Any(passage => passage.Status == status))
            {
                yield return Line.Of(
                    "job", batch.Id, fileId, job.JobId, change.From, status, change.NotBefore, change.Version.Since.At, change.OccurredAt,
                    change.Precision, Line.Seconds(former?.OccurredAt, change.OccurredAt), change.Version.Since.Seq);
            }

            former = change;
        }
    }
}
