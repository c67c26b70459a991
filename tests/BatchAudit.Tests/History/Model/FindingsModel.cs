using BatchAudit.Collecting;

namespace BatchAudit.Tests.History.Model;

/// <summary>The rows of findings, but for their words.</summary>
internal static class FindingsModel
{
    public static IEnumerable<string> Findings(Past past) =>
        past.Files.SelectMany(file => OfFile(past, file))
            .Concat(past.Batches.SelectMany(batch => OfBatch(past, batch)))
            .Concat(Elsewhere(past));

    public static IEnumerable<string> OfBatch(Past past, BatchStory batch)
    {
        string Row(string rule, string severity, long seq) => Of(past, severity, rule, batch.Id, null, null, null, seq, 0);

        foreach (var file in ReconciliationModel.Of(past, batch).Where(file => file.Class is "MISSING" or "ORPHAN"))
        {
            yield return file.Class == "MISSING"
                ? Of(past, "ERROR", "MISSING_FILE", batch.Id, file.FileId, file.Listed?.Name, null, batch.LastListing.Seq, file.Occurrence)
                : Of(past, "WARNING", "ORPHAN", batch.Id, file.FileId, null, null, batch.LastListing.Seq, file.Occurrence);
        }

        foreach (var change in DriftModel.Of(batch))
        {
            var name = change.Row is null ? null : past.File(batch.DirectoryId, change.Row.FileId)?.Name;
            yield return Of(past, change.Severity, "DRIFT", batch.Id, change.Row?.FileId, name, null, change.AfterSeq, change.Row?.Occurrence ?? 0);
        }

        if (ReconciliationModel.Of(past, batch).Any(file => file.Class is null))
        {
            yield return Row("UNACCOUNTED", "ERROR", batch.LastListing.Seq);
        }

        if (batch.Status == "FAILED")
        {
            yield return Row("BATCH_FAILED", "ERROR", batch.StateSince.Seq);
        }

        if (BatchesModel.IsStuck(past, batch))
        {
            yield return Row("STUCK", "WARNING", batch.StateSince.Seq);
        }

        if (!batch.Newest.IsTerminal && !batch.GoesOn)
        {
            yield return Row("UNKNOWN_WORD", "WARNING", batch.StateSince.Seq);
        }

        if (past.Directory(batch.DirectoryId) is { } directory)
        {
            if (directory.Found is true && directory.State!.ExpiresAt - past.Newest.At <= TimeSpan.FromHours(48) && directory.Listings.Count == 0)
            {
                yield return Row("DIRECTORY_EXPIRING", "WARNING", directory.StateSince);
            }

            if (directory.Found is false && directory.Listings.Count == 0)
            {
                yield return Row("NAMES_LOST", "WARNING", directory.StateSince);
            }
        }
    }

    private static IEnumerable<string> OfFile(Past past, FileFate file)
    {
        string Row(string rule, string severity) =>
            Of(past, severity, rule, file.Batch.Id, file.Row.FileId, file.Listed?.Name, file.JobId, file.Changed, file.Row.Occurrence);

        if (file.MappingError is not null)
        {
            yield return Row("MAPPING_ERROR", "ERROR");
        }

        if (file.Outcome == "JOB_FAILED")
        {
            yield return Row("JOB_FAILED", "ERROR");
        }

        if (file.Outcome == "CANCELLED")
        {
            yield return Row("JOB_CANCELLED", "WARNING");
        }

        if (file.JobStatus == "NOT_FOUND")
        {
            yield return Row("JOB_NOT_FOUND", "WARNING");
        }

        if (file.JobId is null && file.MappingError is null && file.Batch.Newest.IsTerminal && file.Batch.Status != "CANCELLED")
        {
            yield return Row("NO_JOB", "ERROR");
        }

        if (file.JobStatus is not (null or "PENDING" or "THROTTLED" or "RUNNING" or "COMPLETED" or "FAILED" or "CANCELLED" or "NOT_FOUND" or "NOT_CHECKED"))
        {
            yield return Row("UNKNOWN_WORD", "WARNING");
        }

        if (file.JobId is not null && file.Row.Said.JobType is not ("parse_v2" or "extract_v2"))
        {
            yield return Row("UNKNOWN_WORD", "WARNING");
        }

        if (file.IsDuplicate)
        {
            yield return Row("DUPLICATE_FILE", "WARNING");
        }

        if (past.Files.Any(former => IsEarlierRunOfTheSame(former, file)))
        {
            yield return Row("DUPLICATE_FILE", "WARNING");
        }

        if (file.Outcome == "IN_PROGRESS" && file.JobId is not null
            && past.Newest.At - past.Job(file.Batch.Id, file.JobId)!.Changes[^1].OccurredAt >= BatchesModel.StuckAfter)
        {
            yield return Row("STUCK", "WARNING");
        }
    }

    /// <summary>Whether another batch brought the same document to its end within the week before.</summary>
    private static bool IsEarlierRunOfTheSame(FileFate former, FileFate file) =>
        former.Batch != file.Batch
        && former is { Outcome: "OK", Row.Occurrence: 0, Listed.UniqueId: not null }
        && file is { Outcome: "OK", Row.Occurrence: 0 }
        && former.Listed?.UniqueId == file.Listed?.UniqueId
        && file.Batch.CreatedAt - former.Batch.CreatedAt is { } apart
        && (apart > TimeSpan.Zero || (apart == TimeSpan.Zero && string.CompareOrdinal(former.Batch.Id, file.Batch.Id) < 0))
        && apart <= TimeSpan.FromDays(7);

    private static IEnumerable<string> Elsewhere(Past past)
    {
        var newestRun = past.Runs.Last();

        foreach (var one in past.Everything.Where(one => one.What is FailureObservation && one.Seq > newestRun.Told.Seq))
        {
            yield return Of(past, "ERROR", "BATCH_UNREAD", ((FailureObservation)one.What).Subject, null, null, null, one.Seq, 0);
        }

        foreach (var field in past.Batches.SelectMany(batch => batch.Answers)
            .SelectMany(answer => answer.Said.UnknownFields.Select(field => (field, answer)))
            .GroupBy(pair => pair.field))
        {
            var first = field.MinBy(pair => pair.answer.Seq).answer;
            yield return Of(past, "INFO", "UNKNOWN_FIELD", first.Said.BatchId, null, null, null, first.Seq, 0);
        }

        foreach (var (batchId, fileId, jobId, since) in UnreadableModel.Findings(past))
        {
            var name = fileId is null ? null : past.File(past.Batches.First(batch => batch.Id == batchId).DirectoryId, fileId)?.Name;
            yield return Of(past, "WARNING", "UNREADABLE_TIME", batchId, fileId, name, jobId, since, 0);
        }

        var scheduled = past.Runs.Where(run => !run.Run.Start.Selection.StartsWith("webhook ", StringComparison.Ordinal)).ToList();

        foreach (var (former, run) in scheduled.Zip(scheduled.Skip(1)).Where(pair => pair.Second.Told.At - pair.First.Told.At > TimeSpan.FromHours(36)))
        {
            yield return Of(past, "WARNING", "RUN_MISSED", null, null, null, null, run.Told.Seq, 0);
        }
    }

    private static string Of(
        Past past, string severity, string rule, string? batchId, string? fileId, string? name, string? jobId, long seq, int occurrence) => Line.Of(
            severity, rule, batchId, fileId, name, jobId, past.At(seq), seq, severity == "ERROR" ? 1 : severity == "WARNING" ? 2 : 3, occurrence);
}
