using BatchAudit.Collecting;

namespace BatchAudit.Tests.Deriving;

/// <summary>Answers without bytes or instants: neither has a part in what they change.</summary>
internal static class Answers
{
    public const string BatchId = "bat-1";
    public const string DirectoryId = "dir-1";

    public static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    public static BatchObservation Batch(string status, params FileResult[] results) => Batch(new BatchSnapshot
    {
        BatchId = BatchId,
        Status = status,
        ResultsState = ResultsState.Listed,
        Results = results,
    });

    public static BatchObservation Batch(BatchSnapshot snapshot) => new()
    {
        Kind = ObservationKind.Batch,
        Subject = snapshot.BatchId,
        ObservedAt = default,
        Payload = null,
        Snapshot = snapshot,
    };

    public static FileResult Mapped(string fileId, string jobId) => new(fileId, "parse_v2", jobId, null);

    public static FileResult Unmapped(string fileId, string error) => new(fileId, null, null, error);

    public static JobsObservation Jobs(params JobSnapshot[] jobs) => new()
    {
        Kind = ObservationKind.JobsOf("parse_v2"),
        Subject = BatchId,
        ObservedAt = default,
        Payload = null,
        BatchId = BatchId,
        Jobs = jobs,
    };

    public static JobSnapshot Job(string jobId, string status) => new(jobId, status, null, null, null, null, null);

    public static JobTimesObservation JobTimes(params JobTimes[] times) => new()
    {
        Kind = ObservationKind.JobTimes,
        Subject = "parse_v2",
        ObservedAt = default,
        Payload = null,
        Times = times,
    };

    public static JobTimes Times(string jobId, DateTimeOffset? pendingAt, DateTimeOffset? completedAt) =>
        new(jobId, pendingAt, null, null, completedAt, null, null);

    /// <param name="snapshot">Null: there is no such directory.</param>
    public static DirectoryObservation Directory(DirectorySnapshot? snapshot) => new()
    {
        Kind = ObservationKind.Directory,
        Subject = DirectoryId,
        ObservedAt = default,
        Payload = null,
        Snapshot = snapshot,
    };

    public static DirectoryFilesObservation Listing(bool isLast, params DirectoryFileSnapshot[] files) => new()
    {
        Kind = ObservationKind.DirectoryFiles,
        Subject = DirectoryId,
        ObservedAt = default,
        Payload = null,
        Page = new DirectoryFilesPage(files, isLast),
    };

    public static DirectoryFileSnapshot File(string fileId, string? name, DateTimeOffset? deletedAt = null) =>
        new(fileId, name, null, null, null, deletedAt);
}
