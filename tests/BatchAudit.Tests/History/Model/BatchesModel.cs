using System.Globalization;

namespace BatchAudit.Tests.History.Model;

/// <summary>The rows of batches, of nights and of batch_snapshot.</summary>
internal static class BatchesModel
{
    public static readonly TimeSpan StuckAfter = TimeSpan.FromHours(6);

    public static IEnumerable<string> Batches(Past past) => past.Batches.Select(batch =>
    {
        var said = batch.Newest.Said;
        var placed = ReconciliationModel.Of(past, batch).ToList();
        var jobs = past.Files.Where(file => file.Batch == batch && file.JobId is not null).ToList();
        var open = jobs.Count(file => file.Outcome is "IN_PROGRESS" or "UNKNOWN" && file.JobStatus is not ("NOT_FOUND" or "NOT_CHECKED"));
        var ok = jobs.Count(file => file.Outcome == "OK");
        var @checked = jobs.Count(file => file.JobStatus != "NOT_CHECKED");

        return Line.Of([
            batch.Id, said.ProjectId, said.SourceDirectoryId, said.JobType, said.ConfigurationId, said.Status,
            said.ResultsState.ToString().ToUpperInvariant(), batch.CreatedAt, said.UpdatedAt, batch.First.At, batch.Newest.At, batch.Answers.Count,
            .. Counts(batch.Newest),
            past.Directory(batch.DirectoryId)?.Files.Count ?? 0,
            .. ((string[])["MATCHED", "MISSING", "LATE_ADDED", "DELETED", "ORPHAN", "NAME_UNKNOWN", "AWAITED"])
                .Select(word => (object)placed.Count(file => file.Class == word)),
            past.Files.Count(file => file.Batch == batch && file.IsDuplicate),
            placed.Count(file => file.Class is null),
            ok, jobs.Count(file => file.Outcome == "JOB_FAILED"), jobs.Count(file => file.Outcome == "CANCELLED"), open,
            jobs.Count(file => file.JobStatus == "NOT_FOUND"), jobs.Count(file => file.JobStatus == "NOT_CHECKED"),
            @checked == 0 ? null : 100.0 * ok / @checked,
            SecondsIn(batch, "THROTTLED"), SecondsIn(batch, "RUNNING"), IsStuck(past, batch), DriftModel.Of(batch).Count(),
            placed.Count(file => file.InResults),
        ]);
    });

    public static IEnumerable<string> Nights(Past past) => past.Batches.GroupBy(batch => batch.CreatedAt?.UtcDateTime.Date).Select(night =>
    {
        var files = night.SelectMany(batch => Outcomes(past, batch)).ToList();

        return Line.Of([
            night.Key?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), night.Count(), files.Count,
            .. ((string[])["OK", "MAPPING_FAILED", "JOB_FAILED", "CANCELLED", "IN_PROGRESS", "UNKNOWN", "MISSING", "AWAITED"])
                .Select(word => (object)files.Count(file => file == word)),
            night.Count(batch => !AreFilesKnown(past, batch)),
        ]);
    });

    /// <summary>What came of the files that a batch should have processed: of those in its results, and of those that are not.</summary>
    public static IEnumerable<string> Outcomes(Past past, BatchStory batch) => past.Files
        .Where(file => file.Batch == batch && !file.IsDuplicate)
        .Select(file => file.Outcome)
        .Concat(ReconciliationModel.Of(past, batch).Where(file => file is { InResults: false, Class: "MISSING" or "AWAITED" or null }).Select(file => file.Class ?? "UNKNOWN"));

    /// <summary>Whether it can be told how many they should have been.</summary>
    public static bool AreFilesKnown(Past past, BatchStory batch)
    {
        var areListed = past.Directory(batch.DirectoryId)?.Listings.Any(listing => listing.At >= batch.CreatedAt) is true;
        var areAllInResults = batch.Answers.Any(answer => answer.Said is { Status: "COMPLETED", ResultsState: ResultsState.Listed });
        return areListed || areAllInResults;
    }

    public static IEnumerable<string> Snapshots(Past past) => past.Batches.SelectMany(batch => batch.Answers.Select((answer, n) => Line.Of([
        answer.Seq, batch.Id, answer.At, answer.Said.Status, answer.Said.UpdatedAt, answer.Said.ResultsState.ToString().ToUpperInvariant(),
        .. Counts(answer), batch.VersionAt(n) == answer,
    ])));

    public static bool IsStuck(Past past, BatchStory batch) =>
        batch.GoesOn && past.Newest.At - TimelineModel.Changes(batch).Last().OccurredAt >= StuckAfter;

    /// <summary>Rows: all, with a job, with an error only, with neither. Empty when nothing is listed.</summary>
    private static IEnumerable<object?> Counts(BatchTold answer)
    {
        var (listed, mapped, errors) = answer.Counts;
        return answer.Said.ResultsState is ResultsState.Listed ? [listed, mapped, errors, listed - mapped - errors] : [null, null, null, null];
    }

    private static double? SecondsIn(BatchStory batch, string status)
    {
        var spent = TimelineModel.Changes(batch).Where(change => change.From == status).Select(change => change.SecondsInPrevious).ToList();
        return spent.Count == 0 ? null : spent.Sum();
    }
}
