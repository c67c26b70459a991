namespace BatchAudit.Tests.History.Model;

/// <summary>A change on a batch that was terminal already.</summary>
internal sealed record Drifted(
    BatchStory Batch, RowSpan? Row, string Field, string? Before, string? After, long BeforeSeq, long AfterSeq, string Severity);

/// <summary>The rows of drift.</summary>
internal static class DriftModel
{
    public static IEnumerable<string> Drift(Past past) => past.Batches.SelectMany(Of).Select(change => Line.Of(
        change.Batch.Id, change.Batch.Status, change.Row?.FileId, change.Field, change.Before, change.After, change.BeforeSeq, change.AfterSeq,
        past.At(change.AfterSeq), change.Severity, change.Row?.Occurrence ?? 0));

    public static IEnumerable<Drifted> Of(BatchStory batch)
    {
        for (var n = 1; n < batch.Answers.Count; n++)
        {
            if (!batch.Answers[n - 1].IsTerminal)
            {
                continue;
            }

            foreach (var change in OfBatch(batch, n).Concat(OfRows(batch, n)))
            {
                yield return change;
            }
        }
    }

    private static IEnumerable<Drifted> OfBatch(BatchStory batch, int n)
    {
        var answer = batch.Answers[n];
        var former = batch.VersionAt(n - 1);
        var before = Fields(batch.Answers[n - 1].Said);
        var after = Fields(answer.Said);

        return after.Zip(before)
            .Where(pair => pair.First.Value != pair.Second.Value)
            .Select(pair => new Drifted(
                batch, null, pair.First.Field, pair.Second.Value ?? Unread(former.Said, pair.First.Field),
                pair.First.Value ?? Unread(answer.Said, pair.First.Field), former.Seq, answer.Seq,
                pair.First.Field == "status" && !answer.IsTerminal ? "ERROR" : pair.First.Field == "updated_at" ? "INFO" : "WARNING"));
    }

    private static IEnumerable<Drifted> OfRows(BatchStory batch, int n)
    {
        var seq = batch.Answers[n].Seq;

        foreach (var gone in batch.Spans.Where(row => row.Until == seq))
        {
            var next = batch.Spans.FirstOrDefault(row => row.IsSameRow(gone) && row.Since == seq);
            (string, string?, string?)[] fields = next is null
                ? [("file", "LISTED", "GONE")]
                : [("job_id", gone.Said.JobId, next.Said.JobId), ("job_type", gone.Said.JobType, next.Said.JobType),
                    ("mapping_error", gone.Said.MappingError, next.Said.MappingError)];

            foreach (var (field, before, after) in fields.Where(field => field.Item2 != field.Item3))
            {
                yield return new Drifted(batch, gone, field, before, after, gone.Since, seq, "WARNING");
            }
        }

        foreach (var come in batch.Spans.Where(row => row.Since == seq && !batch.Spans.Any(former => former.IsSameRow(row) && former.Until == seq)))
        {
            var wentAt = batch.Spans.LastOrDefault(row => row.IsSameRow(come) && row.Until < seq)?.Until;
            var lackedBy = batch.Answers.FirstOrDefault(answer =>
                answer.Seq < seq && answer.IsTerminal && answer.Said.ResultsState is ResultsState.Listed)?.Seq;

            if (wentAt is not null)
            {
                yield return new Drifted(batch, come, "file", "GONE", "RETURNED", wentAt.Value, seq, "WARNING");
            }
            else if (lackedBy is not null)
            {
                yield return new Drifted(batch, come, "file", "ABSENT", "APPEARED", lackedBy.Value, seq, "WARNING");
            }
        }
    }

    /// <summary>What was sent for a time that is none.</summary>
    private static string? Unread(BatchSnapshot said, string field) => said.UnreadableTimes.FirstOrDefault(time => time.Field == field).Sent;

    private static IEnumerable<(string Field, string? Value)> Fields(BatchSnapshot said) =>
    [
        ("status", said.Status),
        ("results_state", said.ResultsState.ToString().ToUpperInvariant()),
        ("project_id", said.ProjectId),
        ("source_directory_id", said.SourceDirectoryId),
        ("job_type", said.JobType),
        ("configuration_id", said.ConfigurationId),
        ("created_at", UtcText.Of(said.CreatedAt)),
        ("updated_at", UtcText.Of(said.UpdatedAt)),
    ];
}
